//! Tables that are embedded as text.

/// The rows of an embedded table: `N` fields parted by tabs, comments left out.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut fields = line.split('\t');
        let row = std::array::from_fn(|_| fields.next().unwrap_or_default());
        fields.next().is_none().then_some(row)
    })
}
