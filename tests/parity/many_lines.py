# %%
for number in range(10_000):
    print(number)

# %%
print('x' * 100_000)
