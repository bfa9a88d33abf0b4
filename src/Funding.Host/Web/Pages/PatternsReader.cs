using System.Globalization;
using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Web.Pages;

/// <summary>Reads what an auditor would look at first.</summary>
internal sealed class PatternsReader(IEvaluations evaluations, FundingSettings settings, RuleSettings rules, ReferenceData reference, Visitor visitor)
{
    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var region = query["region"].ToString() is { Length: > 0 } code ? code : null;
        if (region is not null && !reference.IsRegion(region)) return Answers.NotFound();
        var question = MomentQuestion.Read(query, region is null ? reference.MainlandZone() : reference.ZoneOf(region));
        var year = YearOf(query["budgetYear"]);
        var hits = Scope.Of(visitor.Caller, region) is { } scope ? await evaluations.PatternsAsync(new PatternQuery(scope.RegionCode, year, question.Moment, settings.Patterns), cancellation) : [];
        return Answers.Page<PatternsPage>(new PatternsModel(question, region, year, hits, settings.Patterns, rules, reference));
    }

    private static int? YearOf(string? text)
        => string.IsNullOrWhiteSpace(text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year
            : throw new UnreadableQuestionException($"« {text} » n’est pas un exercice.");
}
