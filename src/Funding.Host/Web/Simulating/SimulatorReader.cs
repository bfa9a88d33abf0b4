using System.Collections.Immutable;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Ports;
using Funding.Engine.Clocks;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Catalogue;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Simulating;

/// <summary>Works out a contract that nobody signed; all that it rests on is in the address, which may be kept and passed on.</summary>
internal sealed class SimulatorReader(ITariffs tariffs, IDossiers dossiers, ReferenceData reference, RuleSettings rules, DomainClock clock, Visitor visitor)
{
    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var known = await tariffs.ListAsync(Moment.Now, cancellation);
        var subject = new ActSubject
        {
            Caller = visitor.Caller, Today = reference.MainlandZone().DayOf(await clock.NowAsync(cancellation)), Path = [], Reference = reference, Rules = rules, Tariffs = known,
        };
        var sent = SentForm.Read(SimulatorFields.All, query);
        var model = new SimulatorModel { Subject = subject, Values = sent.Values, MoreRows = sent.MoreRows };
        if (!sent.Values.All.Any()) return Answers.Page<SimulatorPage>(model with { Values = await BeginAsync(query["cpts"], subject, cancellation) });
        if (sent.Gesture == Gesture.Edit) return Answers.Page<SimulatorPage>(model);
        var (request, faults) = SimulatorFields.Read(sent.Values, known.ToImmutableDictionary(it => it.Tariff.Id, it => it.Tariff));
        return request is null
            ? Answers.Page<SimulatorPage>(model with { Faults = faults }, StatusCodes.Status422UnprocessableEntity)
            : Answers.Page<SimulatorPage>(model with { Request = request, Contract = ContractSimulation.Of(request) });
    }

    /// <summary>A dossier's last round, or the core missions of the tariff in force.</summary>
    private async Task<FormValues> BeginAsync(string? cpts, ActSubject subject, CancellationToken cancellation)
    {
        var view = Guid.TryParseExact(cpts, "D", out var id) ? await dossiers.FindAsync(id, Moment.Now, cancellation) : null;
        if (view is not null && !visitor.Caller.Sees(view.Id, view.State)) view = null;
        var terms = view?.State.Negotiation.Rounds.LastOrDefault()?.Proposal.Terms;
        var tariff = subject.Tariffs.FirstOrDefault(one => one.Tariff.IsInForce(subject.Today))?.Tariff;
        var starts = DateInput.Iso(subject.Today);
        var missions = terms?.Missions.Select(it => (it.Mission, Fixed: (string?)Amounts.Field(it.Fixed), Variable: (string?)Amounts.Field(it.Variable)))
            ?? tariff?.CoreMissions.Select(it => (Mission: it, Fixed: (string?)null, Variable: (string?)null)) ?? [];
        return FormValues.Of(
        [
            ("population", view is null ? null : Options.Text(view.State.Territory.Latest.Population)), ("tariff", terms?.Tariff ?? tariff?.Id), ("startsOn", starts),
            ("functioning", terms is null ? null : Amounts.Field(terms.Functioning)),
            .. missions.SelectMany((it, i) => new[]
            {
                ($"{SimulatorFields.Missions}/{i}/mission", (string?)Slug.Of(it.Mission)), ($"{SimulatorFields.Missions}/{i}/fixed", it.Fixed),
                ($"{SimulatorFields.Missions}/{i}/variable", it.Variable), ($"{SimulatorFields.Missions}/{i}/start", starts),
            }),
        ]);
    }
}
