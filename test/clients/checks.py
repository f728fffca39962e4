"""Counting for the Python clients."""

import sys


class Checks:
    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def same(self, what, found, expected):
        # of the same type too: 1 is not Decimal(1), and no float is let by
        if found == expected and type(found) is type(expected):
            self.passed += 1
        else:
            self.failed += 1
            print("%s: %s: expected %r, got %r" % (self.name, what, expected, found))

    def raises(self, what, kind, call, *arguments):
        """The exception that the call raises, of that class."""
        try:
            result = call(*arguments)
        except kind as error:
            self.passed += 1
            return error
        self.failed += 1
        print("%s: %s: expected %s, got %r" % (self.name, what, kind.__name__, result))
        return None

    def end(self):
        print("%s: %d passed, %d failed" % (self.name, self.passed, self.failed))
        sys.exit(1 if self.failed or not self.passed else 0)
