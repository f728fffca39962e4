# simulation.py RUNS MONTHS
#	  The plan of operations_simulation.sql in numpy: prints numpy's version, the
#	  milliseconds of one simulation after one that warms up, and mean, median
#	  and probability of a cash-out of the last month, with tabs between.
#
# Months are rows, so that the runs of a month lie together.  Each month is
# partitioned, not sorted, and what can be done in place is: of percentile()
# with its methods, sort() and partition() this is the fastest.
import sys
import time

import numpy as np

runs = int(sys.argv[1])
months = int(sys.argv[2])
ranks = [-(-runs * p // 100) - 1 for p in (5, 10, 25, 50, 75, 90, 95)]


def simulate(generator):
    closing = generator.standard_normal((months, runs))
    closing *= 0.25
    closing -= 0.25**2 / 2
    np.exp(closing, out=closing)
    closing *= 60000 * 1.03 ** np.arange(months)[:, np.newaxis]
    marketing = generator.standard_normal((months, runs))
    marketing *= 0.15
    marketing -= 0.15**2 / 2
    np.exp(marketing, out=marketing)
    marketing *= 30000
    closing -= marketing
    closing -= 98000
    closing[0] += 1100000
    np.cumsum(closing, axis=0, out=closing)
    is_out = np.logical_or.accumulate(closing < 0, axis=0)
    mean = closing.mean(axis=1)
    probability = is_out.mean(axis=1)
    closing.partition(ranks, axis=1)
    return closing[:, ranks], mean, probability


simulate(np.random.default_rng())
generator = np.random.default_rng()
started = time.perf_counter()
percentiles, mean, probability = simulate(generator)
took = (time.perf_counter() - started) * 1000
print(np.__version__, took, mean[-1], percentiles[-1, 3], probability[-1], sep="\t")
