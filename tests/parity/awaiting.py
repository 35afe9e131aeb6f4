# %%
import asyncio
async def double(x):
    await asyncio.sleep(0)
    return 2 * x

await double(4)

# %%
async def numbers():
    for n in range(3):
        yield n

[n async for n in numbers()]

# %%
async with asyncio.timeout(5):
    print(await asyncio.gather(double(1), double(2)))

# %% tags=["raises-exception"]
await double(None)

# %%
async def late():
    await asyncio.sleep(0.05)
    return 'done'

task = asyncio.create_task(late())

# %%
await task

# %% tags=["raises-exception", "remove-output"]
asyncio.run(double(1))

# %%
queue = asyncio.Queue()
async def put():
    await asyncio.sleep(0.2)
    print('belongs to the earlier cell')
    await queue.put(5)

putting = asyncio.create_task(put())

# %%
print('here')
await queue.get()

# %%
loop = asyncio.get_event_loop()
loop.is_running(), loop is asyncio.get_running_loop()

# %%
async for n in numbers():
    print(n)

# %% tags=["raises-exception"]
async def fail():
    raise ValueError('in a task')
await asyncio.create_task(fail())
