namespace Funding.Domain.Aci;

/// <summary>On which days which annual amount is in force.</summary>
internal static class AgreedSpans
{
    /// <summary>
    /// The spans between two days, both included; days on which the amount is in no terms are left out. An amendment that leaves an
    /// amount as it is, under the same tariff, does not cut its span: the proposal named is the one in which it was agreed.
    /// </summary>
    public static Sequence<TraceSpan> Between(DateOnly from, DateOnly to, History<AgreedTerms> agreed, Func<Terms, Money?> annual)
    {
        var spans = new List<TraceSpan>();
        foreach (var (start, end, value) in agreed.Over(from, to))
        {
            if (annual(value.Terms) is not { } amount) continue;
            var basis = value.Basis;
            var span = new TraceSpan(start, end, ContractYear.Between(start, end), amount, value.Round, basis.Tariff, basis.Version, basis.Reference);
            if (spans is [.., var last] && Continues(last, span)) spans[^1] = last with { To = span.To, Days = last.Days + span.Days };
            else spans.Add(span);
        }

        return spans.ToSequence();
    }

    private static bool Continues(TraceSpan last, TraceSpan next)
        => last.To.AddDays(1) == next.From && next with { From = last.From, To = last.To, Days = last.Days, Round = last.Round } == last;
}
