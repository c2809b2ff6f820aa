"""What a text says is dosed, how much, how often and for how long."""

from trialdb.extract.dosing.merging.grouping import Stated as Stated
from trialdb.extract.dosing.reader import read_dosing as read_dosing
from trialdb.extract.dosing.reader import read_stated as read_stated
