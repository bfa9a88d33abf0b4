using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Reads;

/// <summary>A deadline as the API tells it.</summary>
internal static class DeadlineAnswer
{
    public static object Of(DeadlineItem it, Links links) => new
    {
        it.Deadline.On,
        it.Deadline.Kind,
        Overdue = it.Deadline.IsOverdue(it.Today),
        Message = DeadlineSentences.Of(it.Deadline),
        CptsId = it.Outlook.Id,
        CptsName = it.Outlook.Name,
        it.Outlook.RegionCode,
        it.Outlook.DepartmentCode,
        it.Deadline.CommitmentId,
        it.Deadline.Instalment,
        it.Deadline.Amount,
        it.Deadline.Contract,
        it.Deadline.Year,
        it.Deadline.Mission,
        AwaitsAssessment = it.Deadline.AwaitsAssessment ? true : (bool?)null,
        Provenance = it.Deadline.CommitmentId is { } commitment
            ? links.Entries(Openings.OfInstalment(it.Outlook.Id, commitment, it.Deadline.Instalment)) : null,
        Synthetic = it.Outlook.Synthetic ? true : (bool?)null,
    };
}

/// <summary>A forecast as the API tells it.</summary>
internal static class ForecastAnswer
{
    public static object Of(string region, Forecast it, bool synthetic, Links links) => new
    {
        RegionCode = region,
        Overdue = Sums(it.Overdue),
        Months = it.ByMonth.Select(month => new { Month = month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), Sources = Sources(month), month.Total, month.VariableAtMost }),
        Later = Sums(it.Later),
        Total = it.ByMonth.Total(month => month.Total),
        Provenance = links.Payables(region),
        Synthetic = synthetic ? true : (bool?)null,
    };

    private static object Sums(ForecastMonth it) => new { Sources = Sources(it), it.Total, it.VariableAtMost };

    private static object Sources(ForecastMonth it)
        => new { Fir = it.Owed[FundingSource.Fir], Aci = it.Owed[FundingSource.Aci], Transformation = it.Owed[FundingSource.Transformation] };
}
