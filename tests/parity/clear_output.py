# %%
from IPython.display import clear_output, display
print('gone')
clear_output()
print('kept')

# %%
print('stays, nothing follows')
clear_output(wait=True)

# %%
print('gone')
clear_output(wait=True)
print('kept')

# %%
display('gone', display_id='cleared')
clear_output()
display('kept')

# %%
from IPython.display import update_display
update_display('must not show', display_id='cleared')

# %%
for n in range(3):
    clear_output(wait=True)
    display(n)
    print('step', n)

# %%
clear_output(wait=True)
1/1

# %%
clear_output(wait=True)
clear_output()
print('a')
print('b')
