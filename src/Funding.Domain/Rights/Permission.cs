using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Refusing;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Rights;

/// <summary>Who may do what (LIFECYCLE section 7): first whether the dossier exists for the caller, then whether the role allows the act.</summary>
public static class Permission
{
    /// <summary>Null when allowed; else <c>not-found</c> or <c>forbidden</c>.</summary>
    public static Rejection? Refusal(Caller caller, Guid cptsId, CptsCommand command, CptsState state) => (command, state) switch
    {
        (RegisterCpts it, _) => caller.Role == Role.ArsOfficer && caller.Covers(it.RegionCode) ? null : new Forbidden(),
        (_, Dossier dossier) when caller.Sees(cptsId, dossier) => OnDossier(caller, command, dossier),
        _ => new NotFound(),
    };

    /// <summary>Null when allowed: administrators notify envelopes, the agency sets the share of CPTS in its own.</summary>
    public static Rejection? Refusal(Caller caller, EnvelopeCommand command) => command switch
    {
        NotifyEnvelope => caller.Role == Role.Admin && caller.Covers(command.RegionCode) ? null : new Forbidden(),
        SetCptsShare => caller.Role == Role.ArsOfficer && caller.Covers(command.RegionCode) ? null : new Forbidden(),
        _ => new Forbidden(),
    };

    /// <summary>Null when allowed: national administrators enter cells of a tariff that exists; nobody publishes one but the system.</summary>
    public static Rejection? Refusal(Caller caller, TariffCommand command, AciTariff tariff)
        => command is EnterTariffCell && !tariff.Exists ? new NotFound()
            : command is EnterTariffCell && caller.Role == Role.Admin && caller.RegionCode == Caller.Nation ? null
            : new Forbidden();

    private static Rejection? OnDossier(Caller caller, CptsCommand command, Dossier dossier)
        => Subject(command, dossier) is { } subject ? Allowed(command, subject, dossier).Contains(caller.Role) ? null : new Forbidden() : new NotFound();

    /// <summary>The thing that the command is about: the dossier itself, or a contract, commitment or recovery that must exist.</summary>
    private static object? Subject(CptsCommand command, Dossier dossier)
    {
        if (command is ContractCommand { Contract: var number }) return dossier.Contracts.Find(number);
        if (command is not CommitmentCommand on) return dossier;
        if (!dossier.Commitments.TryGetValue(on.CommitmentId, out var commitment)) return null;
        return on switch
        {
            ReceiveRecovery it => commitment.Recoveries.ContainsKey(it.RecoveryId) ? commitment : null,
            WaiveRecovery it => commitment.Recoveries.ContainsKey(it.RecoveryId) ? commitment : null,
            _ => commitment,
        };
    }

    private static Role[] Allowed(CptsCommand command, object subject, Dossier dossier) => command switch
    {
        SubmitHealthProject => [Role.Cpts, Role.ArsOfficer],
        ProposeTerms { By: var by } => Parties(by),
        ApproveTerms { By: var by } => Parties(by),
        OpenNegotiation or SignContract or ContractCommand => [Role.AmOfficer],
        AmendCommitment or CancelCommitment when ((Commitment)subject).Line is not null => [],
        GrantAciOneOff => [Role.AmOfficer],
        Pay or RefusePayment or ReceiveRecovery or WaiveRecovery => [MoneyRoles.Accountant(((Commitment)subject).Ref.Source)],
        CommitmentCommand => [MoneyRoles.Officer(((Commitment)subject).Ref.Source)],
        ReverseAct it => dossier.Reversibles.TryGetValue(it.EventId, out var act)
            ? [act.Event is ServiceCertified or RecoveryOrdered ? MoneyRoles.Officer(act.Event.Commitment.Source) : MoneyRoles.Accountant(act.Event.Commitment.Source)]
            : [Role.ArsOfficer, Role.ArsAccountant, Role.AmOfficer, Role.AmAccountant],
        _ => [Role.ArsOfficer],
    };

    /// <summary>A party speaks for itself; who names none is told so (422), whichever of the three roles it has.</summary>
    private static Role[] Parties(Party? by) => by switch
    {
        Party.Cpts => [Role.Cpts],
        Party.Cpam => [Role.AmOfficer],
        Party.Ars => [Role.ArsOfficer],
        _ => [Role.Cpts, Role.AmOfficer, Role.ArsOfficer],
    };
}
