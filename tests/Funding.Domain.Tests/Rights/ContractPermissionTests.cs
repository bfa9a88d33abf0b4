using Funding.Domain.Aci;
using Funding.Domain.Rights;

namespace Funding.Domain.Tests;

/// <summary>Who may negotiate, sign and pay contracts (LIFECYCLE section 7).</summary>
public class ContractPermissionTests
{
    private static readonly Scene Dossier = AciScene.Contracted().After(new Certify("aci-1-y1-functioning", "c", 1, Euros(1))).As(Leroy).After(new Pay("aci-1-y1-functioning", 1, Euros(1), "P"));

    private static Rejection? Refusal(Role role, CptsCommand command, string region = "84", params string[] departments)
        => Permission.Refusal(new Caller(Martin, role, region, departments.ToSequence(), role == Role.Cpts ? Scene.CptsId : null), Scene.CptsId, command, Dossier.State());

    public static TheoryData<string, string> Table => new()
    {
        { "open", "AmOfficer" }, { "sign", "AmOfficer" }, { "start", "AmOfficer" }, { "deploy", "AmOfficer" }, { "assess", "AmOfficer" }, { "amend", "AmOfficer" }, { "suspend", "AmOfficer" }, { "resume", "AmOfficer" }, { "terminate", "AmOfficer" },
        { "certify", "AmOfficer" }, { "recover", "AmOfficer" }, { "pay", "AmAccountant" }, { "refuse", "AmAccountant" },
        { "propose-cpts", "Cpts" }, { "propose-cpam", "AmOfficer" }, { "propose-ars", "ArsOfficer" }, { "approve-cpts", "Cpts" }, { "approve-cpam", "AmOfficer" }, { "approve-ars", "ArsOfficer" }, { "approve-nobody", "Cpts AmOfficer ArsOfficer" },
        { "reverse-certification", "AmOfficer" }, { "reverse-payment", "AmAccountant" },
        { "amend-line", "" }, { "cancel-line", "" },
    };

    private static CptsCommand Command(string act) => act switch
    {
        "open" => new OpenNegotiation(),
        "sign" => new SignContract(Day("2020-03-01"), null),
        "start" => new StartMission(1, Mission.Access),
        "deploy" => new DeployMission(1, Mission.Access),
        "assess" => new AssessYear(1, 1, []),
        "amend" => new AmendContract(1, Day("2020-03-01")),
        "suspend" => new SuspendContract(1, Sealed("x")),
        "resume" => new ResumeContract(1, Sealed("x")),
        "terminate" => new TerminateContract(1, Day("2020-03-01"), Sealed("x")),
        "certify" => new Certify("aci-1-y1-functioning", null, 1, Euros(1)),
        "recover" => new OrderRecovery("aci-1-y1-functioning", null, Euros(1), Sealed("x")),
        "pay" => new Pay("aci-1-y1-functioning", 1, Euros(1), "P2"),
        "refuse" => new RefusePayment("aci-1-y1-functioning", 1, Sealed("x")),
        "propose-cpts" => new ProposeTerms(Party.Cpts, AciScene.Terms()),
        "propose-cpam" => new ProposeTerms(Party.Cpam, AciScene.Terms()),
        "propose-ars" => new ProposeTerms(Party.Ars, AciScene.Terms()),
        "approve-cpts" => new ApproveTerms(1, Party.Cpts),
        "approve-cpam" => new ApproveTerms(1, Party.Cpam),
        "approve-ars" => new ApproveTerms(1, Party.Ars),
        "approve-nobody" => new ApproveTerms(1, null),
        "reverse-certification" => Reverse<ServiceCertified>(),
        "reverse-payment" => Reverse<PaymentMade>(),
        "amend-line" => new AmendCommitment("aci-1-y1-functioning", Euros(1), null, null, null),
        "cancel-line" => new CancelCommitment("aci-1-y1-functioning"),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private static ReverseAct Reverse<T>() => new(Dossier.Dossier().Reversibles.Single(it => it.Value.Event is T).Key, Sealed("x"));

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_act_is_open_to_its_roles_and_to_no_other(string act, string roles)
        => Enum.GetValues<Role>().Where(role => Refusal(role, Command(act)) is null).ShouldBe(roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Table))]
    public void Outside_the_scope_there_is_no_contract(string act, string roles)
    {
        roles.ShouldNotBeNull();
        Refusal(Role.AmOfficer, Command(act), "94").ShouldBe(new NotFound());
        Refusal(Role.AmOfficer, Command(act), "84", "01").ShouldBe(new NotFound());
    }

    [Fact]
    public void A_contract_a_line_or_a_recovery_that_is_not_there_is_told_before_the_role()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Refusal(role, new StartMission(2, Mission.Access)).ShouldBe(new NotFound());
            Refusal(role, new TerminateContract(0, Day("2020-03-01"), Sealed("x"))).ShouldBe(new NotFound());
            Refusal(role, new Certify("aci-1-y2-functioning", null, 1, Euros(1))).ShouldBe(new NotFound());
            Refusal(role, new ReceiveRecovery("aci-1-y1-functioning", "aci-1-y1-functioning-r1", Euros(1))).ShouldBe(new NotFound());
        }
    }
}
