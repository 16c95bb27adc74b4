(() => {
  let tag = document.body.dataset.tag, failures = 0;
  const busy = () => document.activeElement?.closest?.('form') || [...document.forms].some(form => form.dataset.dirty);
  addEventListener('input', event => { if (event.target.form) event.target.form.dataset.dirty = 1 });
  const look = async () => {
    if (!document.hidden && !busy()) try {
      const url = location.pathname + location.search.replace(/([?&])told=[^&]*&?/, '$1');
      const answer = await fetch(url, { cache: 'no-cache', headers: { 'if-none-match': tag } });
      failures = 0;
      if (answer.status === 200) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html'), main = fresh.querySelector('main');
        if (fresh.body.dataset.policy !== document.body.dataset.policy && !busy()) return location.reload();
        if (main && fresh.body.dataset.tag !== tag && !busy()) {
          const open = [...document.querySelectorAll('main details')].map(one => one.open);
          tag = fresh.body.dataset.tag;
          document.title = fresh.title;
          main.className = 'fresh';
          document.querySelector('main').replaceWith(document.adoptNode(main));
          document.querySelectorAll('main details').forEach((one, n) => { one.open = open[n] ?? one.open });
        }
      } else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return;
    } catch { failures++ }
    clearTimeout(next);
    next = setTimeout(look, 3000 * 2 ** Math.min(failures, 5));
  };
  let next = setTimeout(look, 3000);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() });
})();
