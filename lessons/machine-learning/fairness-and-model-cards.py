# %% [markdown]
# ## Red lines in the list
#
# Amara's edit-a-thon has twelve guests. Some edit without an account, some made one this morning. In the list
# of recent changes, almost all their edits have a red line: *likely to be reverted*. The guests notice. "Did
# we do something wrong?"
#
# Amara asks Tomás, who runs the flagging tool with a colleague. "It is fair," the colleague says. "It looks at
# numbers and not at people. And its AUC is 0.87."
#
# Write down a guess. The tool is set to find three of four reverted edits. Out of 100 edits by people without an
# account that were *kept*, how many does it flag? And out of 100 kept edits by people with an older account?
#
# You know the data and the method from [A first revert detector](lesson:ml-workflow), and the measures from
# [Reading a model card](lesson:metrics-and-base-rates). Today we ask *whose* edits the errors hit. At the end
# you write down for whom the tool works, and for whom it does not. (The code that draws some of the figures
# is in the notebook.)
#
# **Keep these:** error rates by group, ablation, proxy, calibration, why two kinds of fairness exclude each
# other, labels made by people, the model card. They come one by one, with places to pause between them.
#
# !!! note "Data and risk"
#     **Risk tier: public; risk for people: medium.** The [edits](dataset:reverted-edits) of the English Wikipedia of 2015 have no names, but
#     their numbers lead to public edits. We show groups of at least 40 edits, and no single row. The
#     [rates of other wikis](dataset:ores-cards) are published totals: **low.** The people in our scene are invented.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy.stats import binomtest, rankdata

features = ["longest_repeat", "words_added", "words_removed", "bad_words_change", "informal_change",
            "nonstop_change", "is_anonymous", "is_trusted", "seconds_registered"]
columns = ["rev_id", *features, "reverted"]
edits_train = pd.read_csv("data/reverted-edits-train.tsv.bz2", sep="\t", names=columns)
edits_test = pd.read_csv("data/reverted-edits-test.tsv.bz2", sep="\t", names=columns)
edits_train = edits_train[~edits_train["rev_id"].isin(edits_test["rev_id"])]      # one edit stands in both

def editor_group(edits):
    new = edits["seconds_registered"] < 30 * 24 * 3600
    return np.select([edits["is_anonymous"], new], ["no account", "new account"], "older account")

group = editor_group(edits_test)
edits_test.groupby(group)["reverted"].agg(["size", "sum", "mean"]).round(3)

# %% tags=["remove-cell"]
table = edits_test.groupby(group)["reverted"].agg(["size", "sum", "mean"]).round(3)
assert len(edits_train) == 14978 and len(edits_test) == 4862
assert table.loc[["no account", "new account", "older account"]].to_numpy().tolist() == [[923, 181, 0.196], [340, 45, 0.132], [3599, 40, 0.011]]

# %% [markdown]
# Three groups: people who had not logged in, accounts younger than 30 days, and older accounts. The columns
# are all test edits, the reverted ones, and the share of these. It differs a lot: 19.6%, 13.2% and 1.1%. Keep
# it in mind.
#
# ## Build the tool
#
# The detector is a sequence of 60 small decision trees. Each one corrects the errors of those before it.
# [Overfitting on purpose](lesson:trees-and-tuning) explains this family. As before, it learns from a fit part.
# We choose the [threshold](term:threshold) on a validation part, so that three of four reverted edits reach it.
# The test file has no part in this choice.

# %%
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

fit_part, validation = train_test_split(edits_train, test_size=0.3, random_state=2026,
                                        stratify=edits_train["reverted"])

def train_tool(columns):
    model = HistGradientBoostingClassifier(max_iter=60, max_leaf_nodes=8, early_stopping=False, random_state=0)
    model.fit(fit_part[columns], fit_part["reverted"])
    return [model.predict_proba(part[columns])[:, 1] for part in (validation, edits_test)]

def threshold_for_recall(validation_scores, recall=0.75):
    return np.quantile(validation_scores[validation["reverted"]], 1 - recall)

validation_scores, scores = train_tool(features)
threshold = threshold_for_recall(validation_scores)
reverted, flagged = edits_test["reverted"].to_numpy(), scores >= threshold
print(f"threshold {threshold:.3f}, AUC {roc_auc_score(reverted, scores):.3f}")
print(f"flags {flagged.mean():.1%} of the edits")
print(f"flags {flagged[reverted].mean():.1%} of the reverted ones")

# %% tags=["remove-cell"]
assert round(threshold, 3) == 0.099 and round(roc_auc_score(reverted, scores), 3) == 0.866
assert round(flagged.mean(), 3) == 0.215 and round(flagged[reverted].mean(), 3) == 0.812

# %% [markdown]
# The AUC is 0.866, as the colleague said. Among the reverted test edits, 81.2% are flagged, a little more
# than planned.
#
# ## Whose errors?
#
# The [false positive rate](term:false-positive-rate) (FPR) is the share of *kept* edits that are flagged. For
# an honest newcomer, it is the risk of a red line. We compute it in each group, with a 95% interval. Look at
# your guess now.

# %%
def share_with_interval(hits):
    k, n = int(np.sum(hits)), len(hits)
    low, high = binomtest(k, n).proportion_ci(method="wilson")
    return k, n, k / n, low, high

def print_false_alarms(flags):
    print("kept edits that are flagged")
    for name in order:
        k, n, rate, low, high = share_with_interval(flags[(group == name) & ~reverted])
        print(f"{name}: {k} of {n:,}")
        print(f"   {rate:.1%} [{low:.1%}, {high:.1%}]")

order = ["no account", "new account", "older account"]
print_false_alarms(flagged)

# %% tags=["remove-cell"]
_rates = {name: share_with_interval(flagged[(group == name) & ~reverted]) for name in order}
assert [_rates[name][:2] for name in order] == [(721, 742), (93, 295), (13, 3559)]
assert [round(_rates[name][2], 3) for name in order] == [0.972, 0.315, 0.004]

# %% [markdown]
# Out of 100 kept edits without an account, 97 are flagged. With an older account, fewer than one. The tool
# that "looks at numbers and not at people" has found out who is logged in. Amara's guests did
# nothing wrong. (The intervals take edits as independent. Where one person made several, they are a little
# too narrow.)

# %% alt="Dot chart with two panels and three groups. Upper panel, kept edits that are flagged: no account 97 percent, new account 32 percent, older account 0.4 percent. Lower panel, reverted edits that are found: no account 99 percent, new account 78 percent, older account 2.5 percent. Lines show 95 percent intervals." tags=["remove-input"]
fig, axes = plt.subplots(2, 1, figsize=(6, 5.2), sharex=True, layout="constrained")
for ax, part, title in zip(axes, [~reverted, reverted], ["Kept edits that are flagged (FPR)", "Reverted edits that are found (recall)"]):
    for row, name in enumerate(reversed(order)):
        k, n, rate, low, high = share_with_interval(flagged[(group == name) & part])
        ax.plot([100 * low, 100 * high], [row, row], color="black", linewidth=1.5)
        ax.plot(100 * rate, row, "o" if part is not reverted else "s", markersize=9, color="C0" if part is not reverted else "C1")
        ax.text(100 * rate, row + 0.2, f"{100 * rate:.1f}%", ha="center")
    ax.set_yticks(range(3), list(reversed(order)))
    ax.set_ylim(-0.5, 2.7)
    ax.set_title(title, fontsize=12)
axes[1].set_xlabel("share of the edits in the group (%), with 95% interval")
axes[1].set_xlim(-6, 106)
fig.suptitle("The tool flags nearly everybody without an account", fontweight="bold")
plt.show()

# %% tags=["remove-cell"]
recall = {name: share_with_interval(flagged[(group == name) & reverted]) for name in order}
assert [recall[name][:2] for name in order] == [(180, 181), (35, 45), (1, 40)]

# %% [markdown]
# The lower panel shows the other side. Of 40 reverted edits by older accounts, the tool finds one. A patrol
# that trusts the red lines never sees the other 39.
#
# How can this go together with an AUC of 0.866? Compute it *inside* each group.

# %%
rng = np.random.default_rng(2026)

def rank_auc(truth, score):                              # as in the first lesson
    positives = truth.sum()
    return (rankdata(score)[truth].sum() / positives - (positives + 1) / 2) / (~truth).sum()

def auc_with_interval(truth, score, repeats=500):
    draws = rng.integers(0, len(truth), size=(repeats, len(truth)))
    return rank_auc(truth, score), *np.quantile([rank_auc(truth[draw], score[draw]) for draw in draws], [0.025, 0.975])

print("AUC")
for name, rows in [("all", np.full(len(group), True)), *[(name, group == name) for name in order]]:
    value, low, high = auc_with_interval(reverted[rows], scores[rows])
    print(f"{name:13} {value:.3f} [{low:.3f}, {high:.3f}]")

within = sum((reverted & (group == name)).sum() * (~reverted & (group == name)).sum() for name in order)
print(f"pairs from different groups: {1 - within / (reverted.sum() * (~reverted).sum()):.0%}")

# %% tags=["remove-cell"]
inside = {name: roc_auc_score(reverted[group == name], scores[group == name]) for name in order}
assert round(inside["no account"], 3) == 0.656 and round(inside["new account"], 3) == 0.800
assert round(inside["older account"], 3) == 0.621 and round(1 - within / (reverted.sum() * (~reverted).sum()), 2) == 0.76

# %% [markdown]
# Without an account the AUC is 0.656, for older accounts 0.621 with a wide interval. The overall value is
# higher because of the pairs. In 76% of them, the reverted and the kept edit come from *different* groups.
# The tool wins most of these by ranking the groups. That takes no look at the edit.

# %% [markdown] quiz="high-auc-is-fair"
# The overall AUC is 0.866. What follows for people without an account?
# - [ ] The tool is fair to them, because it is good on the whole. > Misconception: a high overall AUC is fair. It mixes pairs within groups and pairs between groups.
# - [ ] For them the AUC must be 0.866 too, because they are part of the test. > A value for all is not a value for each part. Here it is 0.656 for them.
# - [x] Nothing certain: much of it can come from ranking one group above another. > Yes. Compute the measure within the group before you speak about the group.
# - [ ] The tool must be unfair to them, because no model is perfect. > Errors alone are not unfair. The question is who has how many of them.

# %% [markdown] exercise="rates-by-group" minutes=10
# **Error rates for any tool and any groups**
#
# Write `rates_by_group(reverted, flagged, group)`. All three are arrays or lists of the same length: true or
# false, true or false, and a name. It returns a data frame with one row for each group (the name is the
# index) and the columns `kept` (number of kept edits), `fpr` (share of these that are flagged), `found_of`
# (number of reverted edits), and `recall` (share of these that are flagged). Where a group has no such edits,
# the share is `NaN`. Try it on a simple rule that knows nothing about people: `big_removal`, an edit that
# removes 20 words or more.

# %% exercise="rates-by-group" role="starter"
big_removal = edits_test["words_removed"] >= 20


def rates_by_group(reverted, flagged, group):
    """Data frame with the index group and the columns kept, fpr, found_of, recall."""
    ...


print(rates_by_group(edits_test["reverted"], big_removal, editor_group(edits_test)))

# %% [markdown] exercise="rates-by-group" role="hint"
# The denominator decides. Which edits are in the denominator of the false positive rate, and which in that of
# recall? It is never the whole group.

# %% [markdown] exercise="rates-by-group" role="hint"
# Go through the names with `for name in np.unique(group)`. For each name, make two selections: kept edits of
# this group, reverted edits of this group. The mean of `flagged` in a selection is a share.

# %% exercise="rates-by-group" expected=true role="solution"
big_removal = edits_test["words_removed"] >= 20


def rates_by_group(reverted, flagged, group):
    table = pd.DataFrame({"reverted": np.asarray(reverted, bool), "flagged": np.asarray(flagged, bool), "group": np.asarray(group)})
    kept = table[~table["reverted"]].groupby("group")["flagged"].agg(["size", "mean"])
    gone = table[table["reverted"]].groupby("group")["flagged"].agg(["size", "mean"])
    result = pd.DataFrame(index=np.unique(table["group"]))
    result["kept"], result["fpr"] = kept["size"].reindex(result.index, fill_value=0), kept["mean"]
    result["found_of"], result["recall"] = gone["size"].reindex(result.index, fill_value=0), gone["mean"]
    return result


rates_by_group(edits_test["reverted"], big_removal, editor_group(edits_test)).round(3)

# %% [markdown] exercise="rates-by-group" role="explanation"
# The rule flags between 6% and 10% of the kept edits in each group, and older accounts most of all: they tidy
# up more text. So a rule that never looks at the person has different rates too. And it is nearly useless: it
# finds about as many reverted edits as it flags kept ones. Equal error rates alone do not make a good tool. A
# typical wrong answer divides by all edits of the group, so that a group with more reverted edits looks
# better. Another one divides the false alarms by all *flagged* edits. That is a different question, about
# precision.

# %% exercise="rates-by-group" role="check"
toy = rates_by_group([False, False, False, True, False, True], [True, False, False, True, False, False], ["a", "a", "a", "a", "b", "b"])
assert toy is not None, "The function returns nothing yet. Does it end with a return line?"
assert set(toy.columns) == {"kept", "fpr", "found_of", "recall"} and set(toy.index) == {"a", "b"}, "One row for each group, and the four columns of the task."
assert toy.loc["a", "kept"] == 3 and toy.loc["a", "found_of"] == 1, "Group a has three kept edits and one reverted edit."
assert abs(toy.loc["a", "fpr"] - 1 / 3) < 1e-9, "fpr of group a: which edits belong in the denominator?"
assert abs(toy.loc["a", "recall"] - 1) < 1e-9 and abs(toy.loc["b", "recall"]) < 1e-9, "recall: the share of the reverted edits of the group that are flagged."
real = rates_by_group(edits_test["reverted"], edits_test["words_removed"] >= 20, editor_group(edits_test))
assert real["kept"].sum() == (~edits_test["reverted"]).sum(), "The kept edits of all groups together must be all kept edits."
assert (real["fpr"] < 0.12).all(), "Is something else than the rule flagged?"

# %% exercise="rates-by-group" role="check-hidden"
assert abs(real.loc["older account", "fpr"] - 0.0975) < 0.001 and abs(real.loc["no account", "fpr"] - 0.0728) < 0.001, "Compute the rates from the data."
_one = rates_by_group(np.array([True, True, False]), np.array([True, False, True]), np.array(["x", "x", "y"]))
assert _one.loc["x", "kept"] == 0 and np.isnan(_one.loc["x", "fpr"]) and abs(_one.loc["x", "recall"] - 0.5) < 1e-9, "A group without kept edits has 0 of them, and its share is NaN."
assert _one.loc["y", "found_of"] == 0 and np.isnan(_one.loc["y", "recall"]), "A group without reverted edits has 0 of them, and its share is NaN."
_odd = rates_by_group(pd.Series([False, True], index=[5, 9]), pd.Series([True, False], index=[1, 2]), ["z", "z"])
assert abs(_odd.loc["z", "fpr"] - 1) < 1e-9, "Positions decide, not the labels of the index."

# %% exercise="rates-by-group" role="mutant"
def rates_by_group(reverted, flagged, group):
    t = pd.DataFrame({"r": np.asarray(reverted, bool), "f": np.asarray(flagged, bool), "g": np.asarray(group)})
    g = t.groupby("g")
    return pd.DataFrame({"kept": g["r"].agg(lambda r: (~r).sum()), "fpr": (t["f"] & ~t["r"]).groupby(t["g"]).mean(),
                         "found_of": g["r"].sum(), "recall": (t["f"] & t["r"]).groupby(t["g"]).mean()})

# %% exercise="rates-by-group" role="mutant"
def rates_by_group(reverted, flagged, group):
    r, f, g = np.asarray(reverted, bool), np.asarray(flagged, bool), np.asarray(group)
    rows = {}
    for name in np.unique(g):
        i = g == name
        rows[name] = {"kept": (i & ~r).sum(), "fpr": (i & f & ~r).sum() / max((i & f).sum(), 1), "found_of": (i & r).sum(), "recall": f[i & r].mean() if (i & r).any() else np.nan}
    return pd.DataFrame(rows).T

# %% exercise="rates-by-group" role="mutant"
def rates_by_group(reverted, flagged, group):
    r, f, g = np.asarray(reverted, bool), np.asarray(flagged, bool), np.asarray(group)
    rows = {name: {"kept": (~r).sum(), "fpr": f[~r].mean(), "found_of": r.sum(), "recall": f[r].mean()} for name in np.unique(g)}
    return pd.DataFrame(rows).T

# %% [markdown]
# !!! tip "A good place to pause"
#     You can say whom the errors hit. Next: the repair that everybody proposes first.

# %% [markdown]
# ## "Then delete the column"
#
# The colleague is ready to help. "I take out `is_anonymous`. What the tool does not know, it cannot use."
# Taking a part out and measuring again is called **[ablation](term:ablation)**. Predict: how many of 100 kept
# edits without an account does the new tool flag?

# %%
without = [name for name in features if name != "is_anonymous"]
changed_validation, changed_scores = train_tool(without)
changed_flagged = changed_scores >= threshold_for_recall(changed_validation)
print(f"AUC {roc_auc_score(reverted, changed_scores):.3f}")
print(f"flags {changed_flagged.mean():.1%} of the edits")
print_false_alarms(changed_flagged)

# %% tags=["remove-cell"]
changed = {name: share_with_interval(changed_flagged[(group == name) & ~reverted]) for name in order}
assert [changed[name][:2] for name in order] == [(692, 742), (115, 295), (313, 3559)] and round(changed["no account"][2], 3) == 0.933
assert round(roc_auc_score(reverted, changed_scores), 3) == 0.845

# %% [markdown]
# From 97 to 93. And the false alarms for older accounts jumped from 13 to 313. Something strange goes on. How
# does the tool still know who has no account? Look at the age of the account, in years.

# %%
years = edits_test["seconds_registered"] / (365.25 * 24 * 3600)
no_account = edits_test["is_anonymous"]
first, last = years[no_account].min(), years[no_account].max()
in_band = years.between(first, last) & ~no_account
print(f"no account: {first:.2f} to {last:.2f} years")
print(f"accounts of that age: {in_band.sum()} edits,")
print(f"   {reverted[in_band].mean():.1%} of them reverted")
print("their kept edits that are flagged")
for label, flags in [("old tool", flagged), ("new tool", changed_flagged)]:
    k, n, rate, low, high = share_with_interval(flags[in_band & ~reverted])
    print(f"{label} {k:>3} of {n}: {rate:.0%} [{low:.0%}, {high:.0%}]")

# %% tags=["remove-cell"]
hit = share_with_interval(changed_flagged[in_band & ~reverted])
assert hit[:2] == (294, 483) and flagged[in_band & ~reverted].sum() == 0 and in_band.sum() == 487
assert (round(first, 2), round(last, 2)) == (9.09, 10.08) and round(reverted[in_band].mean(), 3) == 0.008

# %% alt="Two histograms of account age in years, one below the other, with the same axis from 0 to 14. Upper panel, edits with an account: spread over all ages up to 13 years, with a peak at the youngest. Lower panel, edits without an account: all 923 in one narrow block between 9.1 and 10.1 years." tags=["remove-input"]
fig, axes = plt.subplots(2, 1, figsize=(6, 4.8), sharex=True, layout="constrained")
bins = np.arange(0, 14.6, 0.25)
axes[0].hist(years[~no_account], bins=bins, color="C0")
axes[0].set_title("with an account", fontsize=12)
axes[1].hist(years[no_account], bins=bins, color="C1", hatch="//", edgecolor="white")
axes[1].set_title("without an account", fontsize=12)
for ax in axes:
    ax.axvspan(first, last, color="0.85", zorder=0)
    ax.set_ylabel("edits")
axes[1].set_xlabel("account age in the file (years)")
axes[1].text(8.8, 150, "nobody here\nhas an account", ha="right")
fig.suptitle("A number that gives the secret away", fontweight="bold")
plt.show()

# %% [markdown]
# People without an account have no account age. The file holds a number all the same: between 9.09 and 10.08
# years, for every one of them. It looks as if some program counted from one fixed day. So the age tells the
# tool who is not logged in. Such a column is a **[proxy](term:proxy)**: it stands in for the attribute that
# was taken out.
#
# And somebody pays for the repair. Editors whose accounts are *really* nine to ten years old look the same to
# the changed tool. Their edits are hardly ever reverted. Of their kept edits, the old tool flagged none. The
# new one flags 294 of 483, or 61%. Deleting the column did not protect the guests. It hit ten-year-old
# accounts as well.
#
# ### Take out more
#
# What remains if we take out everything that describes the editor, and leave what describes the edit?

# %%
variants = {"all features": features, "without is_anonymous": without,
            "also without age": [name for name in without if name != "seconds_registered"],
            "only the edit": features[:6]}
rows = {}
for label, kept_columns in variants.items():
    tool_validation, tool_scores = train_tool(kept_columns)
    flags = tool_scores >= threshold_for_recall(tool_validation)
    rows[label] = {"AUC": roc_auc_score(reverted, tool_scores), "flagged": flags.mean(), "recall": flags[reverted].mean(),
                   **{f"FPR {name}": flags[(group == name) & ~reverted].mean() for name in order}}
ablation = pd.DataFrame(rows)
for label, row in ablation.items():
    print(f"{label}: AUC {row['AUC']:.3f}")
    print(f"   flags {row['flagged']:.0%}, finds {row['recall']:.0%}")
    print("   FPR " + ", ".join(f"{100 * row[f'FPR {name}']:.1f}" for name in order))

# %% tags=["remove-cell"]
assert ablation.loc["FPR no account"].round(3).tolist() == [0.972, 0.933, 0.654, 0.659]
assert ablation.loc["FPR older account"].round(3).tolist() == [0.004, 0.088, 0.459, 0.611]
assert ablation.loc["AUC"].round(3).tolist() == [0.866, 0.845, 0.721, 0.672] and ablation.loc["flagged"].round(3).iloc[-1] == 0.622
assert ablation.loc["FPR new account"].round(3).tolist() == [0.315, 0.390, 0.485, 0.481]

# %% alt="Line chart of the false positive rate in three groups for four tools. With all features: 97, 32 and 0.4 percent. Without is_anonymous: 93, 39 and 9. Also without age: 65, 48 and 46. Only the edit: 66, 48 and 61 percent. The lines come together, mostly because older accounts are flagged more." tags=["remove-input"]
fig, ax = plt.subplots(figsize=(6, 4.6))
for name, marker in zip(order, "os^"):
    values = 100 * ablation.loc[f"FPR {name}"]
    ax.plot(range(4), values, marker=marker, markersize=9, linestyle={"o": "-", "s": "--", "^": "-."}[marker])
    ax.text(0.08, values.iloc[0] + (-9 if name == "no account" else 9.5), name)
ax.set_xticks(range(4), ["all\nfeatures", "without\nis_anonymous", "also without\nage", "only\nthe edit"])
ax.set_ylim(-3, 103)
ax.set_ylabel("kept edits that are flagged (%)")
ax.set_title("Rates come together, mostly\nby flagging older accounts")
plt.show()

# %% [markdown]
# The last line for each tool has its false positive rates in percent: no account, new account, older account.
# With the edit alone, these are 66%, 48% and 61%. They are closer, and look how: for people without
# an account the rate fell by a third, for older accounts it rose from 0.4% to 61%. To find its share of
# reverted edits, this tool must flag 62% of *all* edits. Its AUC is 0.672. The six numbers about the text say
# little about who will be reverted, and the tool had lived on the other three. Better features of the text
# would be a better repair than deleted columns.

# %% [markdown] quiz="drop-the-attribute"
# A wiki removes the column "country of the editor" from its tool. Is the tool now fair between countries?
# - [ ] Yes: a model cannot treat people by an attribute that it does not get. > Misconception: dropping the attribute fixes it. Hour of the day, language or device can stand in for it.
# - [ ] No: leaving out a column always makes the differences larger. > Not always. It depends on what the other columns know.
# - [x] Unknown: compute the error rates by country, before and after. > Yes. That needs the attribute for *measuring*, kept safe, even if the tool never sees it.
# - [ ] It does not matter, as long as the overall AUC stays the same. > The overall AUC can stay the same while errors move from one group to another.

# %% [markdown]
# ## Two kinds of fair
#
# "But the scores are true!" says the colleague. "Where the tool says 20%, one in five edits *is* reverted. In
# both groups." A tool whose scores agree with the observed shares is **[calibrated](term:calibration)**. Is
# she right?

# %% alt="Chart of observed share of reverted edits against mean score, in ranges of score, for edits with and without an account. Both groups lie near the diagonal, from about 1 percent to about 45 percent; all intervals cross the diagonal." tags=["hide-input"]
edges = [0, 0.05, 0.15, 0.2, 0.3, 1]
fig, ax = plt.subplots(figsize=(6, 4.6))
ax.plot([0, 70], [0, 70], color="black", linestyle=":", linewidth=1)
calibration = []
for label, rows, marker in [("no account", no_account.to_numpy(), "o"), ("account", ~no_account.to_numpy(), "s")]:
    bins = pd.cut(scores[rows], edges, labels=False)
    points = [(scores[rows][bins == b].mean(), *share_with_interval(reverted[rows][bins == b])[1:]) for b in range(5) if (bins == b).sum() >= 40]
    calibration += [(label, *point) for point in points]
    x, n, y, low, high = 100 * np.array(points).T
    ax.errorbar(x, y, yerr=[y - low, high - y], marker=marker, linestyle="none", markersize=8, capsize=4, label=label)
ax.text(52, 40, "perfect\ncalibration")
ax.set_xlabel("mean score in the range (%)")
ax.set_ylabel("really reverted (%), with 95% interval")
ax.set_title("The scores are about right in both groups")
ax.legend(loc="upper left")
plt.show()

# %% tags=["remove-cell"]
assert len(calibration) == 7 and all(low <= mean <= high for _, mean, _, _, low, high in calibration)

# %% [markdown]
# She is right, as far as the intervals can tell. So the tool is fair in one sense: a score means the same for
# everybody. And it is unfair in another: 97 against less than one. Can we have both? Try it with pencil and
# paper first.

# %% [markdown] exercise="implied-fpr" minutes=8
# **The price of being right**
#
# A tool is used in a group where a share `prevalence` of all edits is reverted. Of its flags, a share
# `precision` is right. It finds a share `recall` of the reverted edits. These three numbers leave no choice
# for the false positive rate. Write `implied_fpr(prevalence, precision, recall)`. Then compare two groups
# with the same precision (0.3) and the same recall (0.75): prevalence 0.196 (no account) and 0.022 (account).

# %% exercise="implied-fpr" role="starter"
def implied_fpr(prevalence, precision, recall):
    """False positive rate that follows from prevalence, precision and recall (all from 0 to 1)."""
    ...


print(implied_fpr(0.196, 0.3, 0.75), implied_fpr(0.022, 0.3, 0.75))

# %% [markdown] exercise="implied-fpr" role="hint"
# Imagine 1,000 edits. How many are reverted? How many of these are found?

# %% [markdown] exercise="implied-fpr" role="hint"
# The found edits are a known share of all flags. So how many flags are there, and how many of them are wrong?
# At the end divide the wrong flags by the number of *kept* edits.

# %% exercise="implied-fpr" expected=true role="solution"
def implied_fpr(prevalence, precision, recall):
    found = prevalence * recall
    wrong = found / precision - found
    return wrong / (1 - prevalence)


print(f"no account: {implied_fpr(0.196, 0.3, 0.75):.3f}   account: {implied_fpr(0.022, 0.3, 0.75):.3f}")

# %% [markdown] exercise="implied-fpr" role="explanation"
# Same precision, same recall, and still 0.427 against 0.039: eleven times as many honest people are flagged.
# Nobody was careless. It follows from the different prevalence alone. A typical wrong answer takes `1 -
# precision` for the false positive rate. That is the share of wrong flags among the *flags*. The rate needs
# the *kept edits* below the line.

# %% exercise="implied-fpr" role="check"
value = implied_fpr(0.5, 0.5, 0.6)
assert value is not None, "The function returns nothing yet. Does it end with a return line?"
assert abs(value - 0.6) < 1e-9, "1,000 edits, half reverted, 300 of these found; half of the flags are right. Count the wrong flags and the kept edits."
assert abs(implied_fpr(0.2, 1.0, 0.9)) < 1e-9, "If every flag is right, no kept edit is flagged."
assert implied_fpr(0.196, 0.3, 0.75) > 5 * implied_fpr(0.022, 0.3, 0.75), "The rate must depend on the prevalence. Where does it enter?"

# %% exercise="implied-fpr" role="check-hidden"
for _p, _q, _r in [(0.196, 0.3, 0.75), (0.022, 0.3, 0.75), (0.1, 0.8, 0.4), (0.03, 0.15, 1.0)]:
    assert abs(implied_fpr(_p, _q, _r) - _p / (1 - _p) * (1 - _q) / _q * _r) < 1e-9, "Count for 1,000 edits, with other shares."
assert abs(implied_fpr(0.196, 0.3, 0.75) - 0.4266) < 0.0005 and abs(implied_fpr(0.022, 0.3, 0.75) - 0.0394) < 0.0005, "The explanation names these rates."

# %% exercise="implied-fpr" role="mutant"
def implied_fpr(prevalence, precision, recall):
    return 1 - precision

# %% exercise="implied-fpr" role="mutant"
def implied_fpr(prevalence, precision, recall):
    found = prevalence * recall
    return found / precision - found

# %% exercise="implied-fpr" role="mutant"
def implied_fpr(prevalence, precision, recall):
    found = prevalence * recall
    return (found / precision) / (1 - prevalence)

# %% [markdown]
# As a formula, with the prevalence $p$:
#
# $$\mathrm{FPR} = \frac{p}{1-p} \cdot \frac{1-\mathrm{precision}}{\mathrm{precision}} \cdot \mathrm{recall}$$
#
# If $p$ differs between groups, then precision, recall and FPR cannot all be equal (unless the tool makes no
# error). This is arithmetic, and no lack of effort. Two papers in the references proved versions of it. So a
# community must *choose*. Suppose it chooses equal false positive rates: 5% in both groups, with one
# threshold for each group, set on the validation part.

# %%
for label, anonymous in [("no account", True), ("account", False)]:
    kept_here = (validation["is_anonymous"] == anonymous) & ~validation["reverted"]
    cut = np.quantile(validation_scores[kept_here], 0.95)
    rows = (no_account == anonymous).to_numpy()
    flags = scores[rows] >= cut
    right, n, precision, low, high = share_with_interval(reverted[rows][flags])
    print(f"{label}, threshold {cut:.2f}")
    print(f"   FPR {flags[~reverted[rows]].mean():.1%}, recall {flags[reverted[rows]].mean():.0%}")
    print(f"   precision {precision:.0%} [{low:.0%}, {high:.0%}]")

# %% tags=["remove-cell"]
assert (right, n) == (41, 256) and round(cut, 2) == 0.05
_equal = {}
for _group in (True, False):
    _kept = (validation["is_anonymous"] == _group) & ~validation["reverted"]
    _here = (no_account == _group).to_numpy()
    _flags, _truth = scores[_here] >= np.quantile(validation_scores[_kept], 0.95), reverted[_here]
    _equal[_group] = [round(float(share), 3) for share in (_flags[~_truth].mean(), _flags[_truth].mean(), _truth[_flags].mean())]
assert [[f"{100 * r[0]:.1f}", *(f"{100 * x:.0f}" for x in r[1:])] for r in _equal.values()] == [["5.5", "18", "45"], ["5.6", "48", "16"]], _equal

# %% [markdown]
# Now a kept edit has about the same risk in both groups: 5.5% and 5.6%. Look at the price. A flag means
# something else: 45% of the flags without an account are right, 16% of the others. The same score is a red
# line for one person and none for another. And without an account only 18% of the reverted edits are found.
# It is a fair tool, and also an unfair one.

# %% [markdown] quiz="which-fairness"
# In one group 20% of the edits are reverted, in the other 2%. A vendor promises a tool with equal precision, equal recall and equal false positive rates in both groups. It makes errors. What do you say?
# - [ ] "Good, these are the three things that fairness needs." > The three cannot be equal together here. The arithmetic forbids it.
# - [ ] "With more training data this will be possible." > Misconception: more data solve every conflict. This one follows from the different shares, however good the model.
# - [x] "That cannot be. Which of the three do you give up, and for whom?" > Yes. It is a choice of values, and the community should make it.
# - [ ] "Then no tool can be used at all." > Too strong. A choice that is known and discussed can be acceptable, also to those whom it hits.

# %% [markdown]
# !!! tip "A good place to pause"
#     You know why "fair" needs a second word. Next: the labels themselves, other languages, and the card.

# %% [markdown]
# ## Labels made by people
#
# All rates above trust the label `reverted`. But who reverts whom? Patrollers use filters, and a common
# filter is "no account".
#
# !!! warning "Simulated data"
#     Only in an invented world do we know which edits are damaging. Here, both groups damage **equally often**: 4%.
#     Patrollers look at 90% of the edits without an account, and at 30% of the others. They revert 95% of the damage that they
#     see, and by mistake 4% of the good edits that they see. All these numbers are our choice.

# %%
rng = np.random.default_rng(2026)
for label, looked_at in [("no account", 0.9), ("account", 0.3)]:
    damaging = rng.random(100_000) < 0.04
    seen = rng.random(100_000) < looked_at
    undone = seen & (rng.random(100_000) < np.where(damaging, 0.95, 0.04))
    print(f"{label}:")
    print(f"   damaging {damaging.mean():.1%}, reverted {undone.mean():.1%}")

# %% tags=["remove-cell"]
assert round(undone.mean(), 3) == 0.023

# %% [markdown]
# Equal behaviour, and the labels say: three times as risky. A model that learns from these labels will be
# well calibrated, for the habits of the patrol. How large this effect is in the real data, the file cannot
# tell. It has no record of who looked.
#
# Do flags then make it worse? Not always. A study of real flags in 23 language editions (TeBlunthuis, Hill
# and Halfaker 2021, in the references) found that flagged edits were reverted more often, *above all* those
# of established editors. Where patrollers judged by "no account" before, a flag can draw their eyes to
# others. So measure, before and after.
#
# ## Groups are also languages
#
# A tool can fail a whole community. The [published rates](dataset:ores-cards) of a model family for seven
# wikis count what one suggested threshold finds.

# %%
cards = pd.read_csv("data/ores-damaging.csv")
print("wiki, damaging edits found, FPR")
for card in cards.itertuples():
    damaged, good = card.true_positives + card.false_negatives, card.false_positives + card.true_negatives
    low, high = binomtest(card.true_positives, damaged).proportion_ci(method="wilson")
    found, fpr = card.true_positives / damaged, card.false_positives / good
    print(f"{card.wiki:12} {found:5.1%} [{low:.0%}, {high:.0%}] {fpr:5.1%}")
print("lowest AUC:", cards["roc_auc"].min())

# %% tags=["remove-cell"]
cards = cards.set_index("wiki")
assert cards.loc["arwiki", "true_positives"] == 1 and cards.loc["arwiki", ["true_positives", "false_negatives"]].sum() == 339
es = cards.loc["eswiki"]
assert round(es.false_positives / (es.false_positives + es.true_negatives), 3) == 0.232 and round(es.true_positives / (es.true_positives + es.false_negatives), 3) == 0.915
assert cards.loc["arwiki", "roc_auc"] == 0.937 and cards.loc["enwiki", "roc_auc"] == 0.924

# %% [markdown]
# All seven models have an AUC above 0.9. At its threshold, the Arabic one finds 1 of 339 damaging edits. The
# Spanish one finds 91.5%, and flags 23.2% of the good edits. Same family, same kind of card, very different
# service. The threshold is part of the tool. Test it in each language.
#
# ## Write it down
#
# A **[model card](term:model-card)** is a short document that travels with a model: what it is for, what it
# is not for, on which data, how well for whom, and where it fails. We write it as a dictionary, so that a
# program can check its form. The colleague has a first draft. What is missing?

# %%
draft = {
    "name": "Revert detector",
    "intended_use": "Finds vandals.",
    "not_for": "",
    "data": "English Wikipedia, 2015",
    "metrics": [{"group": "all", "measure": "AUC", "value": 0.866}],
    "limits": [],
}

# %% [markdown] exercise="check-card" minutes=11
# **Check a model card**
#
# Write `card_problems(card, groups)`. It returns a list of texts, one for each problem; for a good card the
# list is empty. These are problems:
#
# - one of the keys `intended_use`, `not_for`, `data`, `label`, `metrics`, `limits` is missing or empty: the text
#   contains the key;
# - a name of `groups` has no entry in `metrics`: the text contains the name;
# - an entry of `metrics` has no `low` or no `high`, or its `value` lies outside of them: the text contains the word
#   `interval`.
#
# A card without `metrics` must not stop your function with an error. Try it on the colleague's `draft`.

# %% exercise="check-card" role="starter"
def card_problems(card, groups):
    """List of problems (texts) of a model card; empty where it has none."""
    ...


print(card_problems(draft, ["no account", "new account", "older account"]))

# %% [markdown] exercise="check-card" role="hint"
# Begin with an empty list. Three loops follow one another: over the keys, over the groups, over the metrics.

# %% [markdown] exercise="check-card" role="hint"
# `card.get("metrics")` gives `None` where the key is missing, and `or []` turns `None` into an empty list.
# For an entry, `"low" in entry` tells whether there is a lower end.

# %% exercise="check-card" expected=true role="solution"
def card_problems(card, groups):
    problems = []
    for key in ["intended_use", "not_for", "data", "label", "metrics", "limits"]:
        if not card.get(key):
            problems.append(f"{key} is missing or empty")
    metrics = card.get("metrics") or []
    described = {entry.get("group") for entry in metrics}
    problems += [f"no metric for the group {name}" for name in groups if name not in described]
    for entry in metrics:
        ends_there = "low" in entry and "high" in entry
        if not ends_there or not entry["low"] <= entry["value"] <= entry["high"]:
            problems.append(f"interval of {entry.get('measure')} for {entry.get('group')}")
    return problems


print(card_problems(draft, ["no account", "new account", "older account"]))

# %% [markdown] exercise="check-card" role="explanation"
# The draft has seven problems. A program can check the form: a missing group, a number without its interval.
# It cannot check the content. "Finds vandals" passes, although the label knows nothing about vandals. A
# typical wrong answer tests only whether a key exists, so that an empty list of limits passes. Another one
# stops at the first problem, and the author has to run it again and again.

# %% exercise="check-card" role="check"
names = ["mobile", "desktop"]
rates = [{"group": name, "measure": "FPR", "value": 0.1, "low": 0.05, "high": 0.2} for name in names]
card = {"intended_use": "sort", "not_for": "blocks", "data": "2015", "label": "reverted", "metrics": rates, "limits": ["one wiki"]}
found = card_problems(card, names)
assert found is not None, "The function returns nothing yet. Does it end with a return line?"
assert list(found) == [], f"This card has no problem for its two groups, but you report: {found}"
assert any("bots" in text for text in card_problems(card, [*names, "bots"])), "A group without a metric must be reported, with its name."
assert any("limits" in text for text in card_problems({**card, "limits": []}, names)), "An empty list of limits is a problem too."
assert any("label" in text for text in card_problems({key: card[key] for key in card if key != "label"}, names)), "A missing key must be reported."
bare = {**card, "metrics": [{"group": name, "measure": "FPR", "value": 0.5} for name in names]}
assert any("interval" in text for text in card_problems(bare, names)), "A number without low and high must be reported."

# %% exercise="check-card" role="check-hidden"
assert len(card_problems(draft, ["no account", "new account", "older account"])) == 7, "The draft has seven problems. Report each of them once."
_wrong = {**card, "metrics": [{"group": "no account", "measure": "FPR", "value": 0.5, "low": 0.6, "high": 0.9}]}
assert len([text for text in card_problems(_wrong, ["no account"]) if "interval" in text]) == 1, "A value outside of its interval must be reported."
_none = card_problems({}, ["no account"])
for _key in ["intended_use", "not_for", "data", "label", "metrics", "limits", "no account"]:
    assert any(_key in text for text in _none), "An empty card has all problems at once. Report each of them."
_zero = {**card, "metrics": [{"group": "g", "measure": "FPR", "value": 0, "low": 0, "high": 0.01}]}
assert list(card_problems(_zero, ["g"])) == [], "A value of 0 with an interval from 0 is fine."
_half = {**card, "metrics": [{"group": "g", "measure": "FPR", "value": 0.2, "high": 0.3}]}
assert any("interval" in text for text in card_problems(_half, ["g"])), "An interval needs both ends."

# %% exercise="check-card" role="mutant"
def card_problems(card, groups):
    problems = [f"{key} is missing" for key in ["intended_use", "not_for", "data", "label", "metrics", "limits"] if key not in card]
    metrics = card.get("metrics", [])
    problems += [f"no {name}" for name in groups if name not in [m["group"] for m in metrics]]
    return problems + ["interval" for m in metrics if "low" not in m or "high" not in m or not m["low"] <= m["value"] <= m["high"]]

# %% exercise="check-card" role="mutant"
def card_problems(card, groups):
    problems = [f"{key} is missing" for key in ["intended_use", "not_for", "data", "label", "metrics", "limits"] if not card.get(key)]
    metrics = card.get("metrics") or []
    return problems + [f"no {name}" for name in groups if name not in [m["group"] for m in metrics]]

# %% exercise="check-card" role="mutant"
def card_problems(card, groups):
    problems = [f"{key} is missing" for key in ["intended_use", "not_for", "data", "label", "metrics", "limits"] if not card.get(key)]
    problems += [f"no {name}" for name in groups if name not in [m["group"] for m in card.get("metrics") or []]]
    return problems + ["interval" for m in card.get("metrics") or [] if not m.get("low") or not m.get("high") or not m["low"] <= m["value"] <= m["high"]]

# %% [markdown]
# Here is a better card. Its numbers come from the computation above, and nobody types them.

# %%
def metric(name, measure, hits):
    k, n, value, low, high = share_with_interval(hits)
    return {"group": name, "measure": measure, "n": n, "value": round(value, 3), "low": round(low, 3), "high": round(high, 3)}

card = {
    "name": "Revert detector, course version 2",
    "intended_use": "Order recent edits for people who review them. The threshold finds 3 of 4 reverted edits.",
    "not_for": "Automatic reverts, blocks, warnings, or statements about single people.",
    "data": "English Wikipedia, random sample of 2015; 10,484 edits to learn, 4,494 for the threshold, 4,862 to test.",
    "label": "Reverted soon after. Made by patrollers; it is not the same as damaging.",
    "metrics": [metric(name, "FPR", flagged[(group == name) & ~reverted]) for name in order]
             + [metric(name, "recall", flagged[(group == name) & reverted]) for name in order],
    "limits": ["Flags nearly all edits without an account.", "Finds almost no reverted edit of older accounts.",
               "Account age is filled with a number where there is no account.", "Never tested outside enwiki and 2015."],
}
for m in card["metrics"]:
    print(f"{m['measure']}, {m['group']}, n = {m['n']:,}")
    print(f"   {m['value']:.3f} [{m['low']:.3f}, {m['high']:.3f}]")

# %% tags=["remove-cell"]
assert len(fit_part) == 10484 and len(validation) == 4494
assert all(m["low"] <= m["value"] <= m["high"] for m in card["metrics"])

# %% [markdown] exercise="claims" minutes=6
# **May this stand on the card?**
#
# Six sentences were proposed for the card. Label each one `"supported"`, if our results show it, or
# `"not supported"`, if they contradict it or cannot tell.
#
# - **a.** On the test edits, more than nine of ten kept edits without an account were flagged.
# - **b.** People without an account damage the English Wikipedia more often.
# - **c.** Without the column `is_anonymous`, the tool treats people without an account like everybody else.
# - **d.** The risk of a false alarm was higher for new accounts than for older ones.
# - **e.** The tool would have the same rates on today's edits.
# - **f.** Of the reverted edits by older accounts, the tool missed most.

# %% exercise="claims" role="starter"
answers = {"a": "", "b": "", "c": "", "d": "", "e": "", "f": ""}

# %% [markdown] exercise="claims" role="hint"
# For each sentence ask: which number of the lesson speaks about it? And does the sentence speak about the
# *label*, or about something that the label only stands for?

# %% [markdown] exercise="claims" role="hint"
# Damage was never measured. Only one year was. For the others, look at the two panels of the first figure,
# and at the ablation.

# %% exercise="claims" role="solution"
answers = {
    "a": "supported",
    "b": "not supported",
    "c": "not supported",
    "d": "supported",
    "e": "not supported",
    "f": "supported",
}

# %% [markdown] exercise="claims" role="explanation"
# The difficult one is **b**. Edits without an account were *reverted* more often; that is in the table.
# Whether they were damaging more often, the label cannot say, as our invented world showed. **c** is the
# repair that failed: the rate went from 97% to 93%. **e** speaks about edits that nobody tested. A card that
# says less, and says it exactly, is worth more.

# %% exercise="claims" role="check"
from hashlib import sha256

given = {key: " ".join(str(answers.get(key, "")).split()).lower() for key in "abcdef"}
assert all(given.values()), "Some sentences have no label yet."
assert set(given.values()) <= {"supported", "not supported"}, "Use exactly these labels: supported, not supported."
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "a": "e4e28143", "b": "256d70f9", "c": "d3163b4a",
    "d": "45c6b96d", "e": "88cf269d", "f": "a869d815",
}

def fits(key):
    return sha256(f"{key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert fits("a"), "a: look at the first line of the error rates by group."
assert fits("b"), "b: which column of the file records damage? What does the label record?"
assert fits("c"), "c: compare the error rates before and after the ablation."
assert fits("d"), "d: compare the two intervals in the upper panel of the first figure."
assert fits("e"), "e: which year do the test edits come from? What has changed since?"
assert fits("f"), "f: look at the lower panel of the first figure."

# %% exercise="claims" role="check-hidden"
assert list(given.values()).count("supported") == 3, "Count your labels: how many sentences may stand?"

# %% exercise="claims" role="mutant"
answers = {"a": "supported", "b": "supported", "c": "not supported", "d": "supported", "e": "not supported", "f": "supported"}

# %% exercise="claims" role="mutant"
answers = {"a": "supported", "b": "not supported", "c": "supported", "d": "supported", "e": "not supported", "f": "supported"}

# %% exercise="claims" role="mutant"
answers = dict.fromkeys("abcdef", "supported")

# %% [markdown]
# ## On your own wiki
#
# Tomás brings the card to the village pump. The patrollers decide: the tool may *order* the list, but shows
# no red lines. Edits from announced events get a friendly reviewer. And the question stays open for those who
# are flagged: they are [stakeholders](term:stakeholder) too. Your community may decide otherwise, with the
# same numbers.
#
# For a tool on your wiki:
#
# 1. Find its card. [Lift Wing](https://wikitech.wikimedia.org/wiki/Machine_Learning/LiftWing) serves Wikimedia's
#    models, and Meta-Wiki has their cards. Which groups are missing?
# 2. Choose groups *before* you look: new and old accounts, phone and desktop, languages. Never groups that would reveal
#    something sensitive about a person. Leave out groups with few edits, or join them.
# 3. Report both rates for each group, with intervals and counts, at the threshold that is in use.
# 4. Have some edits judged by people who do not see who made them. Only this measures damage itself.
# 5. Measure again every year. In this lesson's data, "no account" meant an IP address. Since 2025 it means a
#    [temporary account](term:temporary-account), and nothing here tells how the rates changed.
#
# Amara tells her guests what the red line meant: the tool saw that they had no account, or a young one. About
# their text it knew little.
