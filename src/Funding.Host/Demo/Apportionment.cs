namespace Funding.Host.Demo;

/// <summary>Shares a whole number by weights: largest remainder, so that the shares add up and are the nearest to the weights.</summary>
internal static class Apportionment
{
    /// <summary>How many each weight gets. Ties go to the first.</summary>
    public static int[] Share(int total, IReadOnlyList<long> weights)
    {
        var sum = weights.Sum();
        var exact = weights.Select(weight => (decimal)total * weight / sum).ToArray();
        var shares = exact.Select(value => (int)decimal.Floor(value)).ToArray();
        var next = Enumerable.Range(0, weights.Count).OrderByDescending(i => exact[i] - shares[i]).ThenBy(i => i);
        foreach (var i in next.Take(total - shares.Sum())) shares[i]++;
        return shares;
    }

    /// <summary>The same, at least one each where there are enough, and at most <paramref name="most"/> each.</summary>
    public static int[] ShareWithin(int total, IReadOnlyList<long> weights, IReadOnlyList<int> most)
    {
        var shares = Share(total, weights);
        if (total >= weights.Count)
            while (Array.IndexOf(shares, 0) is >= 0 and var poor) (shares[poor], shares[Array.IndexOf(shares, shares.Max())]) = (1, shares.Max() - 1);
        for (var over = Over(); over >= 0; over = Over())
        {
            var room = Enumerable.Range(0, shares.Length).Where(i => shares[i] < most[i]).ToList();
            if (room.Count == 0) break;
            shares[over]--;
            shares[room.MaxBy(i => (decimal)weights[i] / (shares[i] + 1))]++;
        }

        return shares;

        int Over() => Enumerable.Range(0, shares.Length).FirstOrDefault(i => shares[i] > most[i], -1);
    }
}
