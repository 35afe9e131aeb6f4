# %%
import os, subprocess, sys, time
print('before')
os.system('echo by system')
time.sleep(0.5)
print('after')

# %%
subprocess.run(['echo', 'by run'])
time.sleep(0.5)

# %%
subprocess.run(['sh', '-c', 'echo to stderr >&2'])
time.sleep(0.5)

# %%
subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True, text=True).stdout

# %%
os.write(1, b'raw bytes \xff\xfe\n')
time.sleep(0.5)

# %%
import ctypes
library = ctypes.CDLL(None)
library.puts(b'by puts')
library.fflush(None)
time.sleep(0.5)

# %%
subprocess.run(['echo', 'to the terminal'], stdout=sys.stdout).returncode

# %%
subprocess.run(['cat'], text=True, capture_output=True).stdout

# %%
sys.stdin.read()
