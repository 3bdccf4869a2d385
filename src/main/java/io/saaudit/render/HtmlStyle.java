package io.saaudit.render;

/** What the page of {@code -o html} looks like, and what it does; both stand in the page, known by their digests. */
final class HtmlStyle {
    /**
     * A page (an account, a rule) is shown when the address names it, without any script. What is far from the window is
     * laid out when it comes near: a page of 10,000 findings opens as fast as a short one.
     */
    static final String CSS = """
            :root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--dim:#57606a;--line:#d0d7de;--soft:#f3f5f7;--link:#0757b5;\
            --critical:#a3001f;--high:#a63a00;--medium:#7a5200;--low:#1a5fa8;--info:#57606a}
            @media (prefers-color-scheme:dark){:root{--fg:#e6e9ec;--bg:#14171a;--dim:#a0a8b0;--line:#3a4148;--soft:#1e2327;\
            --link:#7db8ff;--critical:#ff8095;--high:#ffa061;--medium:#e8c35a;--low:#8ec2ff;--info:#a0a8b0}}
            *{box-sizing:border-box}
            [hidden]{display:none!important}
            body{margin:0 auto;max-width:90rem;padding:0 1rem 4rem;font:15px/1.45 system-ui,sans-serif;color:var(--fg);\
            background:var(--bg);overflow-wrap:anywhere}
            a{color:var(--link)}
            :focus-visible{outline:3px solid var(--link);outline-offset:1px}
            h1{font-size:1.4rem}h2{font-size:1.2rem}h3{font-size:1rem;margin-bottom:.3rem}
            .skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
            .critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}\
            .info{color:var(--info)}
            small,dt,.dim{color:var(--dim);font-size:.87em}
            pre{margin:.3rem 0;padding:.5rem;background:var(--soft);overflow-x:auto;white-space:pre-wrap}
            form{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:end;padding:.6rem;background:var(--soft)}
            fieldset{border:0;margin:0;padding:0}legend{padding:0}
            select,input{font:inherit;max-width:22rem}
            #list{list-style:none;padding:0;margin:0}
            #list>li{display:grid;grid-template-columns:5rem 4rem minmax(9rem,16rem) 1fr;gap:0 .7rem;padding:.25rem .3rem;\
            border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 2.2rem}
            #list>li:target{background:var(--soft)}
            summary{cursor:pointer}
            dl{margin:.4rem 0}dd{margin:0 0 .2rem 1.2rem}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid var(--line)}
            .page{display:none}.page:target{display:block}
            body:has(>.page:target) main{display:none}
            #accounts a{display:inline-block;margin-right:1rem}
            @media (max-width:50rem){#list>li{grid-template-columns:auto auto 1fr}#list>li>:nth-child(4){grid-column:1/-1}}
            """;

    private HtmlStyle() {}
}
