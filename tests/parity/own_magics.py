# %%
from IPython.core.magic import register_line_magic, register_cell_magic
@register_line_magic
def shout(line):
    return line.upper()

@register_cell_magic
def reverse(line, cell):
    print(line, cell[::-1])

# %%
%shout hello

# %%
%%reverse title
abc

# %%
!true
value = %shout assigned
value
