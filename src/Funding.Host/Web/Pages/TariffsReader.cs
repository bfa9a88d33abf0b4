using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the page of the ACI tariffs.</summary>
internal sealed class TariffsReader(ITariffs tariffs, ReferenceData reference)
{
    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var question = MomentQuestion.Read(query, reference.MainlandZone());
        return Answers.Page<TariffsPage>(new TariffsModel(question, await tariffs.ListAsync(question.Moment, cancellation)));
    }
}
