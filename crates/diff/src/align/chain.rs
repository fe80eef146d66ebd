//! The heaviest increasing chain of links, in n log n.

/// A possible pair and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub old: usize,
    pub new: usize,
    pub weight: f32,
}

/// The links with the greatest total weight of which each is later than the one before on both sides. Of equal chains
/// the one found first, so that the result does not hang on chance.
pub(super) fn heaviest(mut links: Vec<Link>, new: usize) -> Vec<Link> {
    // Of one old block the later partners come first, so that no chain takes two of them.
    links.sort_by(|x, y| x.old.cmp(&y.old).then(y.new.cmp(&x.new)));
    // A Fenwick tree of the best chain that ends at or before a new block: total and the link it ends with.
    let mut tree: Vec<(f64, Option<usize>)> = vec![(0.0, None); new + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate() {
        let mut best = (0.0, None);
        let mut k = link.new;
        while k > 0 {
            if tree[k].0 > best.0 {
                best = tree[k];
            }
            k &= k - 1;
        }
        before.push(best.1);
        let total = best.0 + f64::from(link.weight);
        let mut k = link.new + 1;
        while k <= new {
            if total > tree[k].0 {
                tree[k] = (total, Some(at));
            }
            k += k & k.wrapping_neg();
        }
    }
    let mut best = (0.0, None);
    let mut k = new;
    while k > 0 {
        if tree[k].0 > best.0 {
            best = tree[k];
        }
        k &= k - 1;
    }
    let mut chain: Vec<Link> = std::iter::successors(best.1, |at| before[*at]).map(|at| links[at]).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_of_two_crossing_links_stays() {
        let link = |old, new, weight| Link { old, new, weight };
        let links = vec![link(0, 0, 1.0), link(1, 3, 5.0), link(2, 1, 2.0), link(3, 2, 2.0), link(4, 4, 1.0)];
        let pairs: Vec<_> = heaviest(links, 5).iter().map(|l| (l.old, l.new)).collect();
        assert_eq!(pairs, [(0, 0), (1, 3), (4, 4)]);
    }

    #[test]
    fn one_partner_each() {
        let links = vec![Link { old: 0, new: 0, weight: 1.0 }, Link { old: 0, new: 1, weight: 1.0 }, Link { old: 1, new: 1, weight: 1.0 }];
        assert_eq!(heaviest(links, 2).len(), 2);
        assert!(heaviest(Vec::new(), 0).is_empty());
    }
}
