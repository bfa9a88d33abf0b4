-- Our own errors leave class F0, which the SQL standard's heirs keep for broken configuration files: Npgsql takes that class for the end
-- of the connection and closes it, so that each version conflict cost a new connection and all that was prepared on the old one.
-- CF001: a version does not fit, or a stream is held; CF002: who writes leads no more, or a checkpoint moved; CF003: a rebuild is not
-- what was compared.
do $$
declare
  v_function oid;
begin
  for v_function in
    select p.oid from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'funding'::regnamespace and l.lanname = 'plpgsql' and p.prosrc ~ '''F000[123]'''
  loop
    execute replace(pg_get_functiondef(v_function), '''F000', '''CF00');
  end loop;
end $$;
