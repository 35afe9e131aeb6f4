# %%
ip = get_ipython()
ip.user_ns is globals(), ip.run_cell('3 + 4').result

# %%
ip.run_cell_magic('capture', '', 'print(1)')
ip.run_line_magic('precision', '2')

# %%
def told(result):
    print('post_run_cell', result.success)

ip.events.register('post_run_cell', told)

# %%
1

# %%
ip.events.unregister('post_run_cell', told)

# %%
ip.set_next_input('never')
ip.ev('1 + 1')

# %%
from IPython import get_ipython as g
g() is ip, ip.kernel is not None, 'IPKernelApp' in ip.config

# %%
ip.ast_node_interactivity = 'all'

# %%
1
2
3

# %%
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.instance() is ip, InteractiveShell.initialized()

# %%
import comm
c = comm.create_comm(target_name='t')
c.target_name

# %%
from ipykernel.kernelapp import IPKernelApp
IPKernelApp.initialized(), IPKernelApp.instance().kernel is ip.kernel
