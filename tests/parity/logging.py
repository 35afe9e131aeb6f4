# %%
import logging
logging.warning('to the root')

# %%
logging.basicConfig(level=logging.INFO, format='%(name)s %(message)s', force=True)
logging.getLogger('own').info('set up')

# %%
try:
    1/0
except ZeroDivisionError:
    logging.getLogger('x').error('failed: %s', 'why')

# %%
logging.getLogger().handlers
