## Freight tables

tables-title = Freight tables
tables-lead = Upload the spreadsheet of a shipping policy. The present table keeps serving until the new one takes its place as a whole.
tables-new = New table
tables-policy = Shipping policy
tables-no-policies = There are no shipping policies yet. Create one through the API.
tables-file = Spreadsheet
tables-file-hint = CSV, XLSX or XLS, up to 10 MB
tables-file-missing = Choose a file
tables-file-large = The file is over 10 MB
tables-file-empty = The file is empty
tables-file-kind = Use a .csv, .xlsx or .xls file
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
