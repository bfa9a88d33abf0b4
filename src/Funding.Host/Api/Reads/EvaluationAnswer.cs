using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Api.OpenApi;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Reads;

/// <summary>An evaluation as the API tells it.</summary>
internal static class EvaluationAnswer
{
    public static readonly OpenApiSchema Schema = Explained(
        "A share is between 0 and 1 with four decimals, and absent when there is nothing to share. Percentiles are by nearest rank: days that were observed, "
        + "`count` is the size of the sample. `regions` is there when no region was asked for, without funnels.",
        ("from", "First day counted."), ("to", "Last day counted, and the day of what stands."),
        ("funnel", "By month: how many CPTS stand at each step on its last day, how many entered each in it."),
        ("delays", "By kind, for dossiers that reached the second milestone in the period: count, median and 90th percentile in days."),
        ("validations", "Those of the period that stand, and how many by silence of the agency."),
        ("coverage", "Inhabitants of the communes under contract on the last day, of all inhabitants of the reference data."),
        ("paid", "Euros paid in the period, by source: in all, per inhabitant, per inhabitant covered."),
        ("variableParts", "Assessed in the period: achieved rates weighted by the amounts that they bear on."),
        ("envelopes", "FIR envelopes of the years of the period, latest first, as they stand on the last day; under-spent when reserved for CPTS, closed and committed below the threshold."), ("regions", "Each region, by code."));

    public static object Of(Evaluated it, PatternSettings settings) => new
    {
        it.From,
        it.To,
        it.Whole.RegionCode,
        Funnel = it.Whole.Funnel?.Select(Of),
        it.Whole.Delays,
        it.Whole.Validations,
        it.Whole.Coverage,
        Paid = PaidOf(it.Whole),
        it.Whole.VariableParts,
        Envelopes = it.Whole.Envelopes.Select(envelope => Of(envelope, settings)),
        Regions = it.Regions.Count == 0 ? null : it.Regions.Select(region => Of(region, settings)),
        Synthetic = it.Whole.Synthetic ? true : (bool?)null,
    };

    public static OpenApiSchema Explained(string description, params (string Name, string Description)[] members)
    {
        var schema = Schemas.Object([.. members.Select(member => (member.Name, new OpenApiSchema { Description = member.Description }))]);
        schema.Description = description;
        return schema;
    }

    private static object Of(Evaluation it, PatternSettings settings) => new
    {
        it.RegionCode,
        it.Delays,
        it.Validations,
        it.Coverage,
        Paid = PaidOf(it),
        it.VariableParts,
        Envelopes = it.Envelopes.Select(envelope => Of(envelope, settings)),
        Synthetic = it.Synthetic ? true : (bool?)null,
    };

    private static object Of(FunnelMonth it) => new { Month = it.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), it.On, Standing = Steps(it.Standing), Entered = Steps(it.Entered) };

    private static object Of(EnvelopeSpending it, PatternSettings settings) => new
    {
        it.Year, it.Authorised, it.Committed, it.Available, it.Paid, it.CommittedShare, it.PaidShare, Reserved = it.IsReserved, Closed = it.IsClosed,
        UnderSpent = it.IsUnderSpent(settings.UnderSpentShare),
    };

    private static Dictionary<string, int> Steps(IReadOnlyDictionary<FunnelStep, int> counts)
        => counts.OrderBy(pair => pair.Key).ToDictionary(pair => Slug.Of(pair.Key), pair => pair.Value, StringComparer.Ordinal);

    private static object PaidOf(Evaluation it)
        => new { InAll = Sources(it.Paid), PerInhabitant = Sources(it.Paid, it.Coverage.Inhabitants), PerInhabitantCovered = Sources(it.Paid, it.Coverage.Covered) };

    private static object Sources(IReadOnlyDictionary<FundingSource, Money> paid, long? heads = null)
    {
        return new { Fir = For(paid[FundingSource.Fir]), Aci = For(paid[FundingSource.Aci]), Transformation = For(paid[FundingSource.Transformation]), Total = For(paid.Values.Total()) };

        Money? For(Money amount) => heads is { } number ? Shares.PerHead(amount, number) : amount;
    }
}
