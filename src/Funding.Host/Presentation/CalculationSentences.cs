using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Host.Presentation;

/// <summary>How the amount of a line comes about, told to an officer in one to three French sentences: the sum, what cuts it short, what it rests on.</summary>
public static class CalculationSentences
{
    /// <summary>The sentences.</summary>
    /// <param name="trace">The calculation.</param>
    /// <param name="instalments">
    /// The instalments as they are: after an amendment the advance is still that of the day on which the line opened, and then no rate is told.
    /// </param>
    public static string Of(CalculationTrace trace, IReadOnlyList<PlannedInstalment> instalments)
        => string.Join(' ', new[] { Sum(trace) + Payment(trace, instalments) + ".", Cut(trace), Basis(trace) }.Where(sentence => sentence.Length > 0));

    private static string Sum(CalculationTrace trace)
    {
        var title = CommitmentNames.Of(trace);
        if (trace.Spans.Count == 0) return $"{title} : aucun jour ne compte, {French.Of(trace.Amount)}";
        var rate = trace.AchievedRate is { } achieved ? $" × {French.Rate(achieved)} (taux atteint)" : "";
        return IsWholeYear(trace) && rate.Length == 0 ? $"{title} : {Days(trace)}" : $"{title} : {Days(trace)}{rate} = {French.Of(trace.Amount)}";
    }

    private static bool IsWholeYear(CalculationTrace trace) => trace.Spans.Count == 1 && trace.Spans[0].Days == trace.YearDays;

    private static string Days(CalculationTrace trace)
    {
        var (first, year) = (trace.Spans[0], French.Count(trace.YearDays, "jour"));
        if (IsWholeYear(trace)) return $"{French.Of(first.Annual)} pour l’année entière ({Period(first)})";
        return trace.Spans.Count == 1
            ? $"{French.Of(first.Annual)} × {French.Count(first.Days, "jour")} ({Period(first)}) ÷ {year}"
            : $"({string.Join(" + ", trace.Spans.Select(span => $"{French.Of(span.Annual)} × {French.Count(span.Days, "jour")} {Period(span)}"))}) ÷ {year}";
    }

    private static string Period(TraceSpan span) => span.Days == 1 ? $"le {French.InWords(span.From)}" : $"du {French.InWords(span.From)} au {French.InWords(span.To)}";

    private static string Payment(CalculationTrace trace, IReadOnlyList<PlannedInstalment> instalments)
        => instalments is [{ Kind: InstalmentKind.Whole }] ? ", en une fois" : string.Concat(instalments.Select(it => $" ; {Name(trace, it)} : {French.Of(it.Amount)}"));

    private static string Name(CalculationTrace trace, PlannedInstalment instalment)
    {
        var name = Labels.Of(instalment.Kind).ToLowerInvariant();
        return instalment.Kind == InstalmentKind.Advance && trace.AdvanceRate is { } rate && Rounding.Share(trace.Amount, rate) == instalment.Amount ? $"{name} de {French.Rate(rate)}" : name;
    }

    private static string Cut(CalculationTrace trace) => trace.EndsOn is { } last ? $"Le contrat prend fin le {French.InWords(last)} : les jours suivants ne comptent pas." : "";

    private static string Basis(CalculationTrace trace)
    {
        var tariffs = trace.Spans.Select(span => $"{span.Tariff} (version {span.TariffVersion}), {span.TariffReference}").Distinct().ToList();
        return tariffs.Count == 0 ? "" : $"Barème {string.Join(" ; puis barème ", tariffs)}.";
    }
}
