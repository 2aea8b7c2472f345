//! Mixing of colours.

/// One colour over another, by how much of the one is seen: of 255.
pub(super) fn blend(over: u8, under: u8, alpha: u8) -> u8 {
    let (over, under, alpha) = (u32::from(over), u32::from(under), u32::from(alpha));
    let mixed = (over * alpha + under * (255 - alpha)) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}
