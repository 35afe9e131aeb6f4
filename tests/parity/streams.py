# %%
import sys
print('a')
print('b', file=sys.stderr)
print('c')

# %%
sys.stdout.write('no newline')

# %%
print('x', end='')
print('y', end='', flush=True)
'value'

# %%
print('progress 1\rprogress 2\r\n\x1b[31mred\x1b[0m')

# %%
print('é漢字🎉 \x00\x07 tab\t|')

# %%
sys.stdout.writelines(['a\n', 'b\n'])
sys.stdout.isatty(), sys.stdout.encoding, sys.stdout.writable(), sys.stdout.closed
