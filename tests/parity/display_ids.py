# %%
from IPython.display import display, update_display, HTML
handle = display('first', display_id='shared')
print('between')
display('first again', display_id='shared')

# %%
handle.update('changed by the next cell')
'result'

# %%
update_display(HTML('<b>third</b>'), display_id='shared', metadata={'text/html': {'a': 1}})
display('new under the old id', display_id='shared')

# %%
other = display(display_id=True)
other.display('once')
other.update('twice')

# %%
update_display('nobody', display_id='unknown')
