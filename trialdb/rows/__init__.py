"""An enriched record as rows, table by table, ready for binary COPY."""

from trialdb.rows.tables import SharedRows as SharedRows
from trialdb.rows.tables import TableRows as TableRows
