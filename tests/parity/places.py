# %%
import locale, time, datetime
locale.getlocale(), locale.getpreferredencoding(), time.tzname, datetime.datetime.fromtimestamp(0).isoformat()

# %%
import sys
sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getrecursionlimit(), sys.flags.hash_randomization, sys.dont_write_bytecode

# %%
import os, signal
signal.getsignal(signal.SIGINT).__name__, signal.getsignal(signal.SIGTERM), os.getpgid(0) == os.getpid(), os.getsid(0) == os.getpid()

# %%
import warnings
len(warnings.filters) > 0, sys.ps1, __builtins__.__name__

# %%
import gc
gc.isenabled(), gc.get_threshold()

# %%
import resource
resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0
