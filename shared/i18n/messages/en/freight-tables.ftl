## Freight tables

tables-title = Freight tables
tables-lead = Upload the spreadsheet of a shipping policy. The present table keeps serving until the new one takes its place as a whole.
tables-new = New table
tables-policy = Shipping policy
tables-no-policies = There are no shipping policies yet. Create one through the API.
tables-read-only = Only managers who see the whole account import tables
tables-file = Spreadsheet
tables-file-hint = CSV, XLSX, XLS or ZIP, up to 256 MB
tables-file-missing = Choose a file
tables-file-large = The file is over 256 MB
tables-file-empty = The file is empty
tables-file-kind = Use a .csv, .xlsx, .xls or .zip file
tables-file-insecure = Open the console over https, or on this very computer, to send files
tables-dry-run = Check only: show errors and wait for my decision
tables-check = Check table
tables-import = Import table
tables-activate = Make live
tables-activate-sure = The present table of { $policy } will be replaced. Continue?
tables-activate-yes = Yes, replace it
cancel = Cancel
tables-sending = Sending the file…
tables-processing = Checking the rows…
tables-status-awaiting_upload = Waiting for the file
tables-status-processing = Processing
tables-status-rejected = Rejected
tables-status-checked = Checked
tables-status-live = Live
tables-status-replaced = Replaced
tables-status-failed = Failed
tables-outcome-rejected = Table rejected: the present one keeps serving
tables-outcome-checked = No errors: the table is ready to go live
tables-outcome-live = The table is live
tables-outcome-failed = The file could not be processed
tables-outcome-slow = Still processing. You can leave this page and come back later.
tables-failure-not_uploaded = The file did not arrive in time. Send it again.
tables-failure-content_differs = The file that arrived is not the one announced. Send it again.
tables-failure-policy_gone = The shipping policy has been deleted.
tables-failure-gave_up = We could not read the file through a fault of ours. Send it again.
tables-rows =
    { $count ->
        [one] 1 row read
       *[other] { $count } rows read
    }
tables-errors =
    { $count ->
        [0] no errors
        [one] 1 error
       *[other] { $count } errors
    }
tables-warnings =
    { $count ->
        [0] no warnings
        [one] 1 warning
       *[other] { $count } warnings
    }
tables-findings-errors = Errors
tables-findings-warnings = Warnings
tables-findings-first = The first { $count }. The report has all of them.
tables-row = Row
tables-column = Column
tables-value = Value
tables-finding = Finding
tables-report = Download report
tables-history = Recent imports
tables-history-empty = No table has been uploaded yet.
tables-open = View
tables-status = Status

## Versions of a freight table

versions-title = Versions of the table of { $policy }
versions-empty = This policy has no table yet.
versions-number = Version { $version }
versions-rows = { $count } rows
versions-restores = back to version { $version }
versions-download = Download
versions-compare = Compare with the live one
versions-restore = Go back to it
versions-restore-sure = Take { $policy } back to version { $version }? It goes live as a new version.
versions-restore-yes = Yes, go back
versions-restored = Version { $version } is live again, as version { $now }
versions-more = Older versions
diff-title-new = What changes if this table goes live
diff-title-back = What changes when going back to version { $version }
diff-first = It is the first table of this policy: there is nothing to compare with.
diff-loading = Comparing the tables…
diff-changedPrice =
    { $count ->
        [one] range with another price
       *[other] ranges with another price
    }
diff-changedTime =
    { $count ->
        [one] range with another time only
       *[other] ranges with another time only
    }
diff-added =
    { $count ->
        [one] range is served from now on
       *[other] ranges are served from now on
    }
diff-removed =
    { $count ->
        [one] range is no longer served
       *[other] ranges are no longer served
    }
diff-changedOther =
    { $count ->
        [one] range with other limits
       *[other] ranges with other limits
    }
diff-same =
    { $count ->
        [one] range stays the same
       *[other] ranges stay the same
    }
diff-mean = Price, on average
diff-dearer = Largest increase
diff-cheaper = Largest decrease
diff-later = Longest delay
diff-sooner = Most time saved
diff-no-time = no time
diff-not-served = not served
diff-examples =
    { $count ->
        [one] The change
       *[other] The { $count } largest changes
    }
diff-place = Postal codes
diff-weights = Weight
diff-before = Before
diff-after = After
diff-up-to = up to { $weight }
diff-note = Prices of a package with goods worth 100.00, at the end of each weight range.
