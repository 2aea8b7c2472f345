//! The same numbers in every run: splitmix64 from a seed.

/// Numbers that look random and are not.
pub struct Dice(u64);

impl Dice {
    /// Dice that begin with a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub fn below(&mut self, sides: u8) -> u8 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        u8::try_from((mixed >> 32) % u64::from(sides.max(1))).unwrap_or(0)
    }

    /// True that often in a hundred throws.
    pub fn percent(&mut self, chance: u8) -> bool {
        self.below(100) < chance
    }

    /// One of several; what stands there twice comes twice as often.
    #[expect(clippy::indexing_slicing, reason = "a number below N is a place in N")]
    pub fn pick<T: Copy, const N: usize>(&mut self, of: [T; N]) -> T {
        const { assert!(N > 0 && N < 256, "something to pick from") };
        of[usize::from(self.below(u8::try_from(N).unwrap_or(u8::MAX)))]
    }
}
