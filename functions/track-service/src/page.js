(() => {
  // Who has just touched a form is left alone with it for two minutes; then what was typed goes over into the new page.
  const patience = 120000, fields = ':is(input:not([type=hidden]),textarea)';
  const own = document.body.dataset.own;
  if (own) history.replaceState(null, '', own);
  let tag = document.body.dataset.tag, failures = 0, touched = -patience;
  const busy = () => performance.now() - touched < patience;
  for (const kind of ['input', 'focusin']) addEventListener(kind, event => { if (event.target.form) touched = performance.now() });
  const typed = field => field.checked !== field.defaultChecked || (field.type !== 'radio' && field.value !== field.defaultValue);
  const carry = (before, main) => {
    const place = field => field.form.getAttribute('action').split('?')[0] + ' ' + field.name + (field.type === 'radio' ? field.value : '');
    for (const old of before) for (const field of main.querySelectorAll(fields)) if (place(field) === place(old)) {
      field.checked = old.checked;
      if (field.type !== 'radio') field.value = old.value;
    }
  };
  const show = (fresh, main) => {
    const old = document.querySelector('main'), focus = document.activeElement?.id;
    const named = one => one.querySelector('summary').textContent;
    const open = new Map([...old.querySelectorAll('details')].map(one => [named(one), one.open]));
    const before = [...old.querySelectorAll(fields)].filter(typed);
    tag = fresh.body.dataset.tag;
    document.title = fresh.title;
    main.className = 'fresh';
    old.replaceWith(document.adoptNode(main));
    main.querySelectorAll('details').forEach(one => { one.open = open.get(named(one)) ?? one.open });
    carry(before, main);
    // Nobody touches what only gets its focus back.
    const since = touched;
    if (focus && main.querySelector('#' + CSS.escape(focus))) document.getElementById(focus).focus({ preventScroll: true });
    touched = since;
  };
  const look = async () => {
    if (!document.hidden && !busy()) try {
      const url = location.pathname + location.search.replace(/([?&])told=[^&]*&?/, '$1');
      const answer = await fetch(url, { cache: 'no-cache', headers: { 'if-none-match': tag } });
      // What this link opened is there no more: the page that says what to do.
      if (answer.status === 404 || answer.status === 410) return location.reload();
      failures = answer.status === 200 || answer.status === 304 ? 0 : failures + 1;
      if (answer.status === 200) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html'), main = fresh.querySelector('main');
        if (!busy()) {
          if (fresh.body.dataset.policy !== document.body.dataset.policy) return location.reload();
          if (main && fresh.body.dataset.tag !== tag) show(fresh, main);
        }
      }
    } catch { failures++ }
    clearTimeout(next);
    next = setTimeout(look, 3000 * 2 ** Math.min(failures, 5));
  };
  let next = setTimeout(look, 3000);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() });
})();
