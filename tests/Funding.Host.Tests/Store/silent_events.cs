using Funding.Domain.Cpts;
using Funding.Engine.Projecting;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store;

public sealed class silent_events
{
    [EngineFact]
    public void events_that_are_not_read_for_the_views_move_no_money_and_are_the_only_ones_left_out()
    {
        var silent = EventTypes.Registry.Versions.Where(it => !Projection.Names.Contains(it.Name)).Select(it => it.Name).ToList();

        silent.ShouldBe(
        [
            "profile_changed", "identifiers_changed", "contact_changed", "credit_committed", "credit_released", "aci_tariff_published", "tariff_cell_entered",
            "aci_terms_proposed", "aci_terms_approved", "aci_mission_started", "aci_mission_deployed", "aci_year_opened", "aci_year_assessed",
            "aci_contract_amended", "aci_contract_terminated",
        ], ignoreOrder: true);
        EventTypes.Registry.Versions.Where(it => silent.Contains(it.Name)).ShouldAllBe(it => !it.Type.IsSubclassOf(typeof(CommitmentEvent)));
    }
}
