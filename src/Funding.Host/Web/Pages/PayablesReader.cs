using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Api.Reads;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the sums behind a figure of the forecast, by the parameters of the API's <c>forecast/payables</c> and the region.</summary>
internal sealed class PayablesReader(IOutlooks outlooks, LegalToday legal, ReferenceData reference, Visitor visitor)
{
    private const int Shown = 100;

    public async Task<IResult> ReadAsync(IQueryCollection parameters, CancellationToken cancellation)
    {
        var query = new Query(parameters);
        var (region, month, source, certainty, after) = (
            query.Region("region", reference), query.ForecastMonth("month"), query.Word<FundingSource>("source"), query.Word<PayableCertainty>("certainty"), query.Text("after", 500));
        if (query.Faults.FirstOrDefault(it => it.Pointer is not ("asOf" or "effectiveOn")) is { } fault) throw new UnreadableQuestionException($"« {fault.Pointer} » : {fault.Message}");
        if (certainty is not (null or PayableCertainty.VariableAtMost)) throw new UnreadableQuestionException("« certainty » : seules les parts variables se demandent à part.");
        var question = MomentQuestion.Read(parameters, region is null ? reference.MainlandZone() : reference.ZoneOf(region));
        var found = Scope.Of(visitor.Caller, region) is { } scope ? await outlooks.ReadAsync(scope.Dossiers, question.Moment, cancellation) : [];
        var today = (await legal.ByRegionAsync(question.Moment, cancellation))(region ?? "");
        var isVariable = certainty is not null;
        var all = DossierPayable.Of(found, today, month, source).Where(it => it.Payable.Certainty == PayableCertainty.VariableAtMost == isVariable).ToList();
        var page = Paging.Of(all, new PageRequest(Shown, after), it => it.Key);
        return Answers.Page<PayablesPage>(new PayablesModel(question, region, month, source, isVariable, all, page, all.Any(it => it.Outlook.Synthetic), reference));
    }
}
