# %%
class Html:
    def _repr_html_(self):
        return '<b>x</b>'
    def __repr__(self):
        return 'x'

Html()

# %%
class Bundle:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {'text/plain': 'p', 'application/json': {'a': [1, 2]}}, {'application/json': {'expanded': True}}

Bundle()

# %%
class Latex:
    def _repr_latex_(self):
        return '$x^2$'
    def __repr__(self):
        return 'x squared'

Latex()

# %%
import base64
from IPython.display import HTML, Image, SVG, Markdown, JSON, Latex as L, Javascript, Math, display
png = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==')
display(Image(png, width=10), SVG('<svg xmlns="http://www.w3.org/2000/svg"/>'), Markdown('*m*'), JSON({'a': 1}), L('$a$'), Math('b'), HTML('<i>h</i>'))

# %%
display({'text/plain': 'raw', 'text/html': '<p>raw</p>'}, raw=True)

# %%
display(1, 'two', [3], metadata={'text/plain': {'k': 1}})

# %%
display('only html', include=['text/html'])

# %%
Image(png, format='png', alt='a dot')

# %%
Markdown('# title')

# %%
class Pretty:
    def _repr_pretty_(self, printer, cycle):
        with printer.group(2, 'P(', ')'):
            printer.text('pretty')

{'a': Pretty(), 'b': [list(range(40))] * 3}

# %%
class Shown:
    def _ipython_display_(self):
        print('shown itself')

Shown()

# %%
Javascript('1')
