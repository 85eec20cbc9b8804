(* The gate of the lighthouse: who came in, who went out, and who may come in. *)
enter(who: string)
leave(who: string)
pass(who: string, hours: int)
