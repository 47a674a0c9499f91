"""Processes that prepare by themselves and then begin in the same moment."""

import multiprocessing

PATIENCE = 120.0
_barrier = None  # nobody waits where the function is called by itself


def begin():
    """Wait until all the others are as far as this process. Called by what runs in it."""
    if _barrier:
        _barrier.wait(PATIENCE)


def together(function, rows):
    """Run one process a row of arguments; return what each returned."""
    return all_together([(function, row) for row in rows])


def all_together(acts, seconds=300):
    """Run one process an act; return what each returned.

    Nothing is shared but the code: each has its own interpreter, connections and dice.
    They are forked from a process that has loaded what all of them need.

    :param acts: ``(function, arguments)``; each calls :func:`begin` once it is ready
    :raise Exception: what the first of them raised that failed; the others, which wait
        for it in vain, are given up
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["psycopg2", "pytest", "tests.helpers.clients"])
    barrier = context.Barrier(len(acts))
    with context.Pool(len(acts), _stand_at, (barrier,)) as pool:
        return pool.starmap_async(_run, acts, chunksize=1).get(seconds)


def _stand_at(barrier):
    global _barrier  # noqa: PLW0603  what a process of the pool is told at its start
    _barrier = barrier


def _run(function, arguments):
    return function(*arguments)
