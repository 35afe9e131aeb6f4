# %%
try:
    raise ExceptionGroup('several', [ValueError(1)])
except* ValueError as group:
    print(repr(group.exceptions))

# %%
import traceback
try:
    raise ExceptionGroup('several', [ValueError(1), KeyError(2)])
except ExceptionGroup:
    traceback.print_exc()
