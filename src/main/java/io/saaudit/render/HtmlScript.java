package io.saaudit.render;

/**
 * What the page of {@code -o html} does beyond showing itself: filters, and keys to move by. It sets nothing but text,
 * and hides and shows what is there: no name in the page can become markup by it.
 */
final class HtmlScript {
    static final String JS = """
            (() => {
            'use strict';
            const $ = id => document.getElementById(id);
            const main = $('findings'), list = $('list'), form = $('filter'), count = $('count');
            if (!list || !form) return;
            const field = name => form.elements.namedItem(name);
            const words = text => text.split(' ').map(decodeURIComponent);
            const rows = Array.from(list.children, li => {
              const who = li.children[2].textContent, more = li.dataset.a;
              return {
                li, hidden: false,
                s: li.children[0].textContent,
                r: li.children[1].textContent,
                n: li.dataset.n === undefined ? [who.split('/')[0]] : words(li.dataset.n),
                a: more === undefined || more === '*' ? [who.toLowerCase()] : [who, ...words(more)].map(w => w.toLowerCase()),
                many: more === '*',
              };
            });
            const show = (row, yes) => {
              if (row.hidden === yes) row.li.hidden = row.hidden = !yes;
            };
            const filter = () => {
              const off = new Set(Array.from(form.querySelectorAll('[name=s]')).filter(b => !b.checked).map(b => b.value));
              const rule = field('r').value, ns = field('n').value, who = field('a').value.trim().toLowerCase();
              let shown = 0;
              for (const row of rows) {
                const yes = !off.has(row.s) && (!rule || row.r === rule) && (!ns || row.many || row.n.includes(ns))
                  && (!who || row.many || row.a.some(a => a.includes(who)));
                show(row, yes);
                if (yes) shown++;
              }
              count.textContent = shown === rows.length ? rows.length + ' findings' : shown + ' of ' + rows.length + ' findings';
            };
            form.addEventListener('input', filter);
            form.addEventListener('reset', () => setTimeout(filter));
            form.addEventListener('submit', e => e.preventDefault());
            const arrive = () => {
              let to = null;
              try { to = $(location.hash.slice(1)) || $(decodeURIComponent(location.hash.slice(1))); } catch { return; }
              if (!to) return;
              if (to.parentElement === list) {
                show(rows.find(row => row.li === to), true);
                const details = to.querySelector('details');
                if (details) details.open = true;
                to.scrollIntoView({block: 'center'});
              } else if (to.classList.contains('page')) {
                to.querySelector('h2').focus();
                scrollTo(0, 0);
              }
            };
            addEventListener('hashchange', arrive);
            const move = by => {
              const seen = rows.filter(row => !row.hidden);
              const at = seen.findIndex(row => row.li.contains(document.activeElement));
              const to = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : at + by];
              if (to) (to.li.querySelector('summary') || to.li.querySelector('a')).focus();
            };
            addEventListener('keydown', e => {
              if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
              const typing = e.target instanceof Element && e.target.matches('input[type=search], select');
              if (e.key === 'Escape') {
                if (typing) e.target.blur(); else location.hash = 'findings';
              } else if (!typing && main.checkVisibility()) {
                if (e.key === '/') { field('a').focus(); e.preventDefault(); }
                if (e.key === 'j') move(1);
                if (e.key === 'k') move(-1);
              }
            });
            form.hidden = false;
            filter();
            arrive();
            })();
            """;

    private HtmlScript() {}
}
