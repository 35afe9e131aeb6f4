# %%
print('🙂' * 3)
x = 'ünïcode'
x

# %%
class Ünï:
    pass
Ünï.__name__

# %%
b'\xff'.decode('latin1')

# %%
'\ud800'.encode('utf-8', 'replace')

# %%
print('\ud83d\ude00'.encode('utf-16', 'surrogatepass').decode('utf-16'))
