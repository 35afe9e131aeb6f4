# %% tags=["remove-output"]
raise ExceptionGroup('several', [ValueError(1), ExceptionGroup('more', [TypeError('t')])])
