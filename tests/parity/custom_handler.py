# %%
def handler(self, kind, value, tb, tb_offset=None):
    print('handled', value)

get_ipython().set_custom_exc((ZeroDivisionError,), handler)

# %%
1/0

# %%
'not reached'
