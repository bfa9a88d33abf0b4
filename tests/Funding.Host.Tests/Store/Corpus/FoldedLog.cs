using System.Globalization;
using System.Text;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Tariffs;
using Funding.Engine.Reading;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store.Corpus;

/// <summary>What a log amounts to, as a text to be approved: every dossier's phase, version and totals, every envelope's figures, in cents.</summary>
internal static class FoldedLog
{
    public static async Task<string> TellAsync(TestEngine engine)
    {
        var text = new StringBuilder();
        foreach (var count in await engine.ScalarAsync<string[]>("select array_agg(it order by it) from (select type || ' ' || count(*) from funding.mt_events group by type) counts (it)"))
            text.Append(CultureInfo.InvariantCulture, $"{count}\n");
        await using var connection = await engine.Source.OpenConnectionAsync();
        foreach (var stream in await engine.ScalarAsync<string[]>("select array_agg(id::text order by id) from funding.mt_streams"))
        {
            var loaded = await Funding.Engine.Storage.StreamReader.LoadAsync(connection, stream, null, CancellationToken.None);
            text.Append(CultureInfo.InvariantCulture, $"{stream} v{loaded.Version} {Of(loaded)}\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The same totals from the views, which the workers filled from the same rows.</summary>
    public static async Task ShouldBeInTheViewsAsync(TestEngine engine)
    {
        var list = await engine.Get<IDossiers>().ListAsync(new DossierQuery(), Moment.Now, new PageRequest(10_000), CancellationToken.None);
        await using var connection = await engine.Source.OpenConnectionAsync();
        foreach (var listed in list.Items)
        {
            var dossier = (Dossier)(await Funding.Engine.Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(listed.Id), null, CancellationToken.None)).ToCpts();
            (listed.Name, listed.Phase, listed.PhaseSince, listed.Total).ShouldBe((dossier.Name.Latest, dossier.Phase.Name, dossier.Phase.Since, Totals.Of(dossier.Commitments.Values)));
        }

        list.Items.Count.ShouldBe((int)await engine.ScalarAsync<long>("select count(*) from funding.mt_streams where id like 'cpts-%'"));
    }

    private static string Of(LoadedStream stream)
    {
        if (StreamId.IsTariff(stream.Id, out var tariff)) return Of(stream.ToTariff(tariff));
        if (!StreamId.IsEnvelope(stream.Id)) return stream.ToCpts() is Dossier dossier ? Of(dossier) : "nothing";
        var key = stream.Id.Split('-');
        var envelope = stream.ToEnvelope(key[^2], int.Parse(key[^1], CultureInfo.InvariantCulture));
        return $"{Cents(envelope.Parts.Total, envelope.Parts.Fungible, envelope.Parts.RingFenced, envelope.Parts.Prevention, envelope.Parts.MedicoSocial)} share {envelope.CptsShare?.Cents} committed {envelope.Committed.Cents}";
    }

    private static string Of(AciTariff it)
        => $"{it.Facts.ValidFrom:yyyy-MM-dd} to {it.Facts.ValidTo:yyyy-MM-dd}; " + string.Join(' ', it.Table.Select(cell => it.Amount(cell, DateOnly.MaxValue)?.Cents.ToString(CultureInfo.InvariantCulture) ?? "-"))
            + string.Concat(it.Entries.Select(entry => $"; {entry.Cell.Class} {entry.Cell.Item} {entry.Cell.Part} {entry.Amount.Cents} « {entry.Comment?.Text ?? "no comment"} »"));

    private static string Of(Dossier it)
        => $"{it.Phase.Name} since {it.Phase.Since:yyyy-MM-dd}, « {it.Name.Latest} », {it.RegionCode}, {it.Territory.Latest.DepartmentCode}, {it.Territory.Latest.Communes.Count} communes, "
            + $"{it.Territory.Latest.Population} inhabitants, {(it.Contact.Latest is null ? "no contact" : it.Contact.Latest.Text ?? "contact erased")}"
            + string.Concat(Totals.BySource(it.Commitments.Values).Select(source => $"; {source.Key} {Of(source.Value)}"));

    private static string Of(Totals it) => Cents(it.Committed, it.Certified, it.Paid, it.Barred, it.RecoveryOrdered, it.Recovered, it.Waived);

    private static string Cents(params Money[] amounts) => string.Join(' ', amounts.Select(amount => amount.Cents));
}
