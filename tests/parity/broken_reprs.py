# %% tags=["raises-exception"]
class Broken:
    def __repr__(self):
        raise ValueError('no repr')

Broken()

# %% tags=["raises-exception", "remove-output"]
class BrokenHtml:
    def _repr_html_(self):
        raise ValueError('no html')
    def __repr__(self):
        return 'plain'

BrokenHtml()

# %% tags=["raises-exception"]
print(Broken())

# %%
class NotText:
    def _repr_html_(self):
        return 3
    def __repr__(self):
        return 'not text'

NotText()

# %%
class Attribute:
    def __getattr__(self, name):
        raise RuntimeError(name)
    def __repr__(self):
        return 'attribute'

Attribute()
