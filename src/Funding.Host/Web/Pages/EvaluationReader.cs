using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Settings;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the evaluation.</summary>
internal sealed class EvaluationReader(IEvaluations evaluations, LegalToday legal, FundingSettings settings, ReferenceData reference)
{
    private const int UsualMonths = 24;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var region = query["region"].ToString() is { Length: > 0 } code ? code : null;
        if (region is not null && !reference.IsRegion(region)) return Answers.NotFound();
        var question = MomentQuestion.Read(query, region is null ? reference.MainlandZone() : reference.ZoneOf(region));
        var (from, to) = (DayOf(query["from"]), DayOf(query["to"]));
        if (from > to) throw new UnreadableQuestionException("La fin de la période précède son début.");
        var last = to ?? (await legal.ByRegionAsync(question.Moment, cancellation))(region ?? "");
        var found = await evaluations.EvaluateAsync(new EvaluationQuery(region, from ?? UsualStart(last), to, question.Moment), cancellation);
        return Answers.Page<EvaluationPage>(new EvaluationModel(question, region, found, settings.Patterns.UnderSpentShare, reference));
    }

    private static DateOnly UsualStart(DateOnly last)
        => last < DateOnly.MinValue.AddMonths(UsualMonths) ? DateOnly.MinValue : new DateOnly(last.Year, last.Month, 1).AddMonths(1 - UsualMonths);

    private static DateOnly? DayOf(string? text)
        => string.IsNullOrWhiteSpace(text) ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 1900 ? day
            : throw new UnreadableQuestionException($"« {text} » n’est pas une date : choisissez-la dans le calendrier du formulaire, ou écrivez-la AAAA-MM-JJ.");
}
