//! Drawings: the emblem of the platform and the city at its pages' side.

use maud::{Markup, PreEscaped};

/// A seal with a gate and a key hole.
pub(super) fn emblem() -> Markup {
    PreEscaped(
        r##"<svg class="emblem" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
<circle cx="20" cy="20" r="18.5" fill="#fff"/><circle cx="20" cy="20" r="16" fill="none" stroke="#b5281e" stroke-width="1.6"/>
<path d="M8.5 17.5c4.5-1 8-3.2 11.5-6.8 3.5 3.600 7 5.800 11.500 6.800" fill="none" stroke="#0e3460" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round"/>
<path d="M12.500 18.500V28.500h15V18.500" fill="none" stroke="#0e3460" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round"/>
<circle cx="20" cy="21.600" r="2.200" fill="#b5281e"/><path d="M20 22v4" stroke="#b5281e" stroke-width="2" stroke-linecap="round"/></svg>"##
            .to_owned(),
    )
}

/// The city in the evening: a gate tower between houses, hills behind.
pub(super) fn city() -> Markup {
    PreEscaped(
        r##"<svg class="scene" viewBox="0 36 480 264" aria-hidden="true" focusable="false">
<circle cx="372" cy="78" r="34" fill="#f6d9a8" opacity=".9"/>
<path d="M0 214c60-46 96-60 150-34 46-40 92-62 152-22 52-30 100-24 178 34v108H0z" fill="#1b4a83"/>
<path d="M0 240c70-32 130-34 196-12 70-30 160-34 284 4v68H0z" fill="#174073"/>
<g fill="#12355f"><path d="M18 196h44v104H18zM70 164h36v136H70zM112 210h40v90h-40zM334 178h38v122h-38zM378 204h46v96h-46zM430 156h36v144h-36z"/></g>
<g fill="#f6d9a8" opacity=".75"><path d="M28 210h7v9h-7zM44 210h7v9h-7zM28 232h7v9h-7zM80 180h6v9h-6zM92 180h6v9h-6zM92 202h6v9h-6zM80 224h6v9h-6zM122 224h7v9h-7zM344 194h6v9h-6zM356 216h6v9h-6zM344 238h6v9h-6zM390 220h7v9h-7zM408 240h7v9h-7zM440 172h6v9h-6zM452 194h6v9h-6zM440 216h6v9h-6z"/></g>
<g><path d="M176 226h132v74H176z" fill="#8e2119"/><path d="M224 300v-34a18 18 0 0 1 36 0v34z" fill="#0c2a4e"/>
<path d="M160 226c10-2 16-6 20-12h124c4 6 10 10 20 12z" fill="#d9a441"/><path d="M192 184h100v30H192z" fill="#a62a20"/>
<path d="M166 186c16-2 28-8 36-18h80c8 10 20 16 36 18z" fill="#0f3f6f"/><path d="M166 186h152" stroke="#d9a441" stroke-width="3"/>
<path d="M206 148h72v20h-72z" fill="#a62a20"/><path d="M184 150c18-3 32-12 40-24h36c8 12 22 21 40 24z" fill="#0f3f6f"/><path d="M184 150h116" stroke="#d9a441" stroke-width="3"/>
<g fill="#f6d9a8"><path d="M204 192h8v14h-8zM220 192h8v14h-8zM238 192h8v14h-8zM256 192h8v14h-8zM272 192h8v14h-8z"/></g></g>
<path d="M0 292h480v8H0z" fill="#0c2a4e"/></svg>"##
            .to_owned(),
    )
}
