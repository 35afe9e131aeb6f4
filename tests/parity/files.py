# %%
import sqlite3
with sqlite3.connect('x.db') as c:
    c.execute('create table t(a)')
    c.execute('insert into t values (1)')
    print(c.execute('select * from t').fetchall())

# %%
import tempfile, os
with tempfile.NamedTemporaryFile() as f:
    print(os.path.dirname(f.name) == os.environ['TMPDIR'])

# %%
import pathlib
pathlib.Path.home().name, sorted(p.name for p in pathlib.Path('.').iterdir()), pathlib.Path.cwd().name

# %%
import os; os.chdir('data')
os.path.basename(os.getcwd())

# %%
os.chdir('..')
os.listdir('data')

# %%
open('data/missing.csv') if False else None
