# %%
%env PARITY=yes
import os
os.environ['PARITY']

# %%
%%capture captured
print('inside')
1 + 1

# %%
captured.stdout

# %%
%%writefile note.txt
some
text

# %%
open('note.txt').read(), sorted(os.listdir('.'))

# %%
%%bash
echo from bash
echo to stderr >&2

# %%
%%sh
printf 'no newline'

# %%
%%html
<b>bold</b>

# %%
%%markdown
*em*

# %%
%%latex
$x$

# %%
%precision 3
3.14159

# %%
%who

# %%
%xmode Minimal

# %% tags=["raises-exception"]
1/0

# %%
%xmode Plain

# %% tags=["raises-exception"]
def f():
    return 1/0
f()

# %%
%alias_magic t timeit

# %%
%%python
print('another python')

# %%
%%script sh
echo script

# %%
%pycat note.txt

# %%
%cat note.txt

# %%
%history -n

# %%
%load_ext autoreload
%autoreload 2

# %%
%reset -f
'x' in globals()

# %%
%colors NoColor

# %%
!true
len?

# %%
%psearch note*

