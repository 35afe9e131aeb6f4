# %%
import threading, sys
def fail():
    raise ValueError('in a thread')

threading.excepthook = lambda args: print('caught', args.exc_value, file=sys.stderr)
thread = threading.Thread(target=fail)
thread.start()
thread.join()
