using Funding.Domain.Envelopes;
using Funding.Domain.Rights;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

public class PermissionTests
{
    private static readonly Scene Dossier = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 60)).By(Leroy, Paid("2024-03-02", 60)).By(Martin, Ordered("2024-04-01", 50)).By(Leroy, Received("2024-04-15", 10));

    private static readonly RegisterCpts Register = new(Scene.CptsId, "x", "84", "69", [], 1, null, null, null, null);

    private static Caller Of(Role role, string region = "84", params string[] departments) => new(Martin, role, region, departments.ToSequence(), role == Role.Cpts ? Scene.CptsId : null);

    private static Rejection? Refusal(Caller caller, CptsCommand command, CptsState? state = null) => Permission.Refusal(caller, Scene.CptsId, command, state ?? Dossier.State());

    public static TheoryData<string, string> Table => new()
    {
        { "change", "ArsOfficer" }, { "accept", "ArsOfficer" }, { "refuse", "ArsOfficer" }, { "validate", "ArsOfficer" }, { "oppose", "ArsOfficer" }, { "withdraw", "ArsOfficer" },
        { "submit", "ArsOfficer Cpts" }, { "award", "ArsOfficer" }, { "award-transformation", "ArsOfficer" }, { "grant-one-off", "AmOfficer" }, { "amend", "ArsOfficer" }, { "cancel", "ArsOfficer" }, { "certify", "ArsOfficer" }, { "recover", "ArsOfficer" },
        { "pay", "ArsAccountant" }, { "refuse-payment", "ArsAccountant" }, { "receive", "ArsAccountant" }, { "waive", "ArsAccountant" },
        { "reverse-certification", "ArsOfficer" }, { "reverse-recovery", "ArsOfficer" }, { "reverse-payment", "ArsAccountant" }, { "reverse-receipt", "ArsAccountant" },
    };

    private static CptsCommand Command(string act) => act switch
    {
        "change" => new ChangeCpts("x", null, null, null, null, null, null, null),
        "accept" => new AcceptLetterOfIntent(),
        "refuse" => new RefuseLetterOfIntent(),
        "validate" => new ValidateHealthProject(),
        "oppose" => new OpposeHealthProject(OppositionGround.Territory),
        "withdraw" => new WithdrawCpts(Sealed("x")),
        "submit" => new SubmitHealthProject(),
        "award" => new AwardFirGrant(null, 2024, Euros(1), "p", null, null, Plans(1)),
        "award-transformation" => new AwardTransformationGrant(null, 2024, Euros(1), "p", CostCategory.Training, null, null, Plans(1)),
        "grant-one-off" => new GrantAciOneOff(null, 2024, Euros(1), "p", "l", Plans(1)),
        "amend" => new AmendCommitment("g1", Euros(1), null, null, null),
        "cancel" => new CancelCommitment("g1"),
        "certify" => new Certify("g1", null, 1, Euros(1)),
        "recover" => new OrderRecovery("g1", null, Euros(1), Sealed("x")),
        "pay" => new Pay("g1", 1, Euros(1), "P"),
        "refuse-payment" => new RefusePayment("g1", 1, Sealed("x")),
        "receive" => new ReceiveRecovery("g1", "r1", Euros(1)),
        "waive" => new WaiveRecovery("g1", "r1", Euros(1)),
        "reverse-certification" => new ReverseAct(EventId(4), Sealed("x")),
        "reverse-payment" => new ReverseAct(EventId(5), Sealed("x")),
        "reverse-recovery" => new ReverseAct(EventId(6), Sealed("x")),
        "reverse-receipt" => new ReverseAct(EventId(7), Sealed("x")),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_act_is_open_to_its_roles_and_to_no_other(string act, string roles)
        => Enum.GetValues<Role>().Where(role => Refusal(Of(role), Command(act)) is null).ShouldBe(roles.Split(' ').Select(Enum.Parse<Role>), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Table))]
    public void Outside_the_scope_the_dossier_does_not_exist_whatever_the_role(string act, string roles)
    {
        roles.ShouldNotBeEmpty();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Cpts)) Refusal(Of(role, "94"), Command(act)).ShouldBe(new NotFound());
        Refusal(Of(Role.Cpts) with { CptsId = Guid.Empty }, Command(act)).ShouldBe(new NotFound());
        Refusal(Of(Role.Cpts) with { CptsId = null }, Command(act)).ShouldBe(new NotFound());
    }

    [Fact]
    public void A_role_within_the_scope_that_may_not_act_is_forbidden()
    {
        Refusal(Of(Role.Auditor, "*"), new AcceptLetterOfIntent()).ShouldBe(new Forbidden());
        Refusal(Of(Role.Admin, "*"), Command("award")).ShouldBe(new Forbidden());
    }

    [Fact]
    public void Departments_narrow_a_region()
    {
        Refusal(Of(Role.AmOfficer, "84", "01"), Command("certify")).ShouldBe(new NotFound());
        Refusal(Of(Role.AmOfficer, "84", "69", "01"), Command("certify")).ShouldBe(new Forbidden());
    }

    [Fact]
    public void Money_of_the_aci_belongs_to_assurance_maladie()
    {
        var aci = new CommitmentRef("a", FundingSource.Aci, 2024, "84", "69");
        var state = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 1) with { Commitment = aci }, new ServiceCertified(aci, "c", 1, Euros(1)) { EffectiveDate = Day("2024-03-01") }).State();
        Enum.GetValues<Role>().Where(role => Refusal(Of(role), new Certify("a", null, 1, Euros(1)), state) is null).ShouldBe([Role.AmOfficer]);
        Enum.GetValues<Role>().Where(role => Refusal(Of(role), new Pay("a", 1, Euros(1), "P"), state) is null).ShouldBe([Role.AmAccountant]);
        Enum.GetValues<Role>().Where(role => Refusal(Of(role), new ReverseAct(EventId(4), Sealed("x")), state) is null).ShouldBe([Role.AmOfficer]);
    }

    [Fact]
    public void An_unknown_commitment_or_recovery_does_not_exist()
    {
        Refusal(Of(Role.ArsOfficer), new CancelCommitment("nothing")).ShouldBe(new NotFound());
        Refusal(Of(Role.ArsAccountant), new ReceiveRecovery("g1", "r9", Euros(1))).ShouldBe(new NotFound());
        Refusal(Of(Role.ArsOfficer), new AcceptLetterOfIntent(), CptsState.None).ShouldBe(new NotFound());
    }

    [Fact]
    public void Registering_is_for_officers_of_the_region_known_id_or_not()
    {
        Refusal(Of(Role.ArsOfficer), Register, CptsState.None).ShouldBeNull();
        Refusal(Of(Role.ArsOfficer, "*"), Register, CptsState.None).ShouldBeNull();
        Refusal(Of(Role.ArsOfficer, "94"), Register, CptsState.None).ShouldBe(new Forbidden());
        Refusal(Of(Role.AmOfficer), Register, CptsState.None).ShouldBe(new Forbidden());
        Refusal(Of(Role.ArsOfficer), Register).ShouldBeNull();
        Refusal(Of(Role.ArsOfficer), Register with { RegionCode = "94" }).ShouldBe(new Forbidden());
        Refusal(Of(Role.ArsOfficer, "94"), Register with { RegionCode = "94" }).ShouldBeNull("the decision answers already-exists");
        Refusal(Of(Role.Cpts), Register).ShouldBe(new Forbidden());
    }

    [Fact]
    public void Envelopes_are_notified_by_administrators_and_shared_out_by_the_agency()
    {
        var notify = new NotifyEnvelope("84", 2024, NotificationKind.Initial, Euros(1), Euros(1), null, null, null, "N");
        var share = new SetCptsShare("84", 2024, Euros(1), "S");
        Enum.GetValues<Role>().Where(role => Permission.Refusal(Of(role), notify) is null).ShouldBe([Role.Admin]);
        Enum.GetValues<Role>().Where(role => Permission.Refusal(Of(role), share) is null).ShouldBe([Role.ArsOfficer]);
        Permission.Refusal(Of(Role.Admin, "94"), notify).ShouldBe(new Forbidden());
        Permission.Refusal(Of(Role.Admin, "*"), notify).ShouldBeNull();
        Permission.Refusal(Of(Role.ArsOfficer, "94"), share).ShouldBe(new Forbidden());
    }

    [Fact]
    public void Tariffs_are_entered_by_administrators_of_the_nation_and_published_by_nobody()
    {
        var enter = new EnterTariffCell(TariffOf2019.Id, new(2, TariffItem.Ceiling), Euros(1), "JO");
        Enum.GetValues<Role>().Where(role => Permission.Refusal(Of(role, "*"), enter, TariffOf2019.With()) is null).ShouldBe([Role.Admin]);
        Permission.Refusal(Of(Role.Admin), enter, TariffOf2019.With()).ShouldBe(new Forbidden(), "a tariff is not a region's");
        foreach (var role in Enum.GetValues<Role>())
        {
            Permission.Refusal(Of(role, "*"), enter, new AciTariff(TariffOf2019.Id)).ShouldBe(new NotFound());
            Permission.Refusal(Of(role, "*"), TariffOf2019.Publish, TariffOf2019.With()).ShouldBe(new Forbidden());
        }
    }

    [Fact]
    public void A_region_is_whole_for_its_agency_and_the_nation_and_not_for_some_departments_or_a_CPTS()
    {
        Of(Role.ArsOfficer).SeesAllOf("84").ShouldBeTrue();
        Of(Role.Auditor, Caller.Nation).SeesAllOf("84").ShouldBeTrue();
        Of(Role.ArsOfficer, "94").SeesAllOf("84").ShouldBeFalse();
        Of(Role.AmOfficer, "84", "69").SeesAllOf("84").ShouldBeFalse();
        Of(Role.Cpts).SeesAllOf("84").ShouldBeFalse();
    }
}
