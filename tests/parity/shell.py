# %%
!echo one; echo two >&2

# %%
!true
lines = !printf 'a\nb\n'
lines, lines.n, type(lines).__name__

# %%
name = 'x y'
!echo {name} $name

# %%
!exit 3
_exit_code

# %%
!true
files = !ls
files

# %%
%sx echo listed

# %%
%system echo also

# %%
!tput cols 2>/dev/null; test -t 1 && echo terminal
