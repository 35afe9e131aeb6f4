# %%
import decimal
decimal.getcontext().prec = 5
import contextvars
v = contextvars.ContextVar('v', default=0)
v.set(1);

# %%
decimal.Decimal(1) / 3, v.get()

# %%
import asyncio
await asyncio.sleep(0)
v.set(2)
v.get()

# %%
v.get()
