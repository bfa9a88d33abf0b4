using Funding.Domain.Rights;

namespace Funding.Host.Security;

/// <summary>What some roles read beyond the dossiers of their scope (LIFECYCLE section 7): one word for the API, the pages and their navigation.</summary>
internal static class ReadRights
{
    /// <summary>Replays, signals, verification, events by their ids.</summary>
    public static bool Audits(this Caller caller) => caller.Role == Role.Auditor;

    /// <summary>The log is of all regions, and a part of it proves nothing: who audits one region reads its dossiers, entries and replays.</summary>
    public static bool ReadsLog(this Caller caller) => caller.Audits() && caller.RegionCode == Caller.Nation;

    /// <summary>Subscriptions and addresses of services, of their region or of the nation.</summary>
    public static bool Administers(this Caller caller) => caller.Role == Role.Admin;

    /// <summary>Dead letters: whom a message was for may be anywhere.</summary>
    public static bool AdministersNation(this Caller caller) => caller.Administers() && caller.RegionCode == Caller.Nation;
}
